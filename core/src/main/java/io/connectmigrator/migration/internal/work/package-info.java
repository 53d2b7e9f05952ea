/**
 * Threads, limits, cancellation and time: how work that waits is done without a thread for each connector.
 * It knows no connector.
 * Runs schedule their work with it, and requests are bounded by it.
 */
@NullMarked
package io.connectmigrator.migration.internal.work;

import org.jspecify.annotations.NullMarked;
