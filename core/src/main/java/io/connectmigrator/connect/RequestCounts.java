package io.connectmigrator.connect;

/**
 * The requests of a client since it was built.
 *
 * @param requests how many requests were sent, including retries
 * @param rebalances how many of them were answered that the workers were rebalancing
 */
public record RequestCounts(long requests, long rebalances) {}
