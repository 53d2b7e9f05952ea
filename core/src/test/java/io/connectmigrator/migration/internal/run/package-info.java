@NullMarked
package io.connectmigrator.migration.internal.run;

import org.jspecify.annotations.NullMarked;
