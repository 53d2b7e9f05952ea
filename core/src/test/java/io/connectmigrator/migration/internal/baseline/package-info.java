@NullMarked
package io.connectmigrator.migration.internal.baseline;

import org.jspecify.annotations.NullMarked;
