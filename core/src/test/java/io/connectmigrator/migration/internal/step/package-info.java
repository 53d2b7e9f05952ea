@NullMarked
package io.connectmigrator.migration.internal.step;

import org.jspecify.annotations.NullMarked;
