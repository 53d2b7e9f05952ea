@NullMarked
package io.connectmigrator.migration.internal.work;

import org.jspecify.annotations.NullMarked;
