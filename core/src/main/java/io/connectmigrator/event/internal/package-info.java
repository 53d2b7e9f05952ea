/**
 * Keeps the events of a run and delivers them, from the first one on, to every listener and subscriber. It knows events and
 * executors, and no connector. Only runs call it.
 */
@NullMarked
package io.connectmigrator.event.internal;

import org.jspecify.annotations.NullMarked;
