/**
 * How ready a plan is: what is known about each kind of connector in it, with evidence, and what is not.
 *
 * <p>{@link io.connectmigrator.migration.Migrator#readiness} makes it. Everything here is a result, or a declaration that a plan passes in.
 */
@NullMarked
package io.connectmigrator.readiness;

import org.jspecify.annotations.NullMarked;
