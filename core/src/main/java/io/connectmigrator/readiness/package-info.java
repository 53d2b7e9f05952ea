/**
 * How ready a plan is: what is known about each kind of connector in it, with evidence, and what is not. It has the results, their texts and
 * pages, and the declarations that a plan passes in; it knows neither clusters nor how an answer was found. The package
 * {@code migration.internal.readiness} makes the results, and {@link io.connectmigrator.migration.Migrator#readiness} returns them.
 */
@NullMarked
package io.connectmigrator.readiness;

import org.jspecify.annotations.NullMarked;
