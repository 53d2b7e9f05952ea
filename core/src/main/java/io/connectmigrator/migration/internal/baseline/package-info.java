/**
 * Samples of one copy of a connector: its states, its offsets, how far it is behind and what it could not deliver, each looked at twice.
 * It changes nothing, and knows neither steps nor when in a move it is called.
 * The packages {@code step} and {@code run} call it.
 */
@NullMarked
package io.connectmigrator.migration.internal.baseline;

import org.jspecify.annotations.NullMarked;
