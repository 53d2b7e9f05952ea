@NullMarked
package io.connectmigrator.migration.internal.connector;

import org.jspecify.annotations.NullMarked;
