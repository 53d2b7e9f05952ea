@NullMarked
package io.connectmigrator.migration.internal.state;

import org.jspecify.annotations.NullMarked;
