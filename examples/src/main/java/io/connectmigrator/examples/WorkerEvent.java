package io.connectmigrator.examples;

import java.time.Instant;

/**
 * Something that the workers of a cluster did with a connector.
 *
 * @param at when, by the clock of the worker
 * @param cluster the cluster
 * @param text what
 * @param isState whether this is a state that the worker published, and that a look at the connector can see
 */
record WorkerEvent(Instant at, String cluster, String text, boolean isState) {}
