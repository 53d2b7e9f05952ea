@NullMarked
package io.connectmigrator.migration.internal.check;

import org.jspecify.annotations.NullMarked;
