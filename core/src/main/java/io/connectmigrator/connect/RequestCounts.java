package io.connectmigrator.connect;

/**
 * What a client has asked its cluster for, since it was built.
 *
 * @param requests how many requests were sent, those that were sent again included
 * @param rebalances how many of them were answered that the workers were rebalancing
 */
public record RequestCounts(long requests, long rebalances) {}
