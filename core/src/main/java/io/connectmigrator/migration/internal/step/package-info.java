/**
 * One class for each step of a migration, with its undo, and the order of both.
 * A step knows one connector and those that move together with it, and neither threads nor waves.
 * Runs carry the steps out; they are listed in {@code StepSequence}.
 */
@NullMarked
package io.connectmigrator.migration.internal.step;

import org.jspecify.annotations.NullMarked;
