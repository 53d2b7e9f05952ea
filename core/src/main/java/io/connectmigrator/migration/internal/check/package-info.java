/**
 * One class for each thing that is looked at before a connector is moved.
 * A check changes nothing and knows no step.
 * Runs make all of them; they are listed in {@code Checks}.
 */
@NullMarked
package io.connectmigrator.migration.internal.check;

import org.jspecify.annotations.NullMarked;
