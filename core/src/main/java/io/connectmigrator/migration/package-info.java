/**
 * The entry point: {@link io.connectmigrator.migration.Migrator} with its builder, the builder of plans, and runs under way.
 * It says what can be asked for, and leaves to the packages below {@code internal} how that is done.
 * Applications call it; no other package of the library does.
 */
@NullMarked
package io.connectmigrator.migration;

import org.jspecify.annotations.NullMarked;
