package io.connectmigrator.connect;

/**
 * What the workers of a cluster can do, found out with {@link ConnectClient#capabilities()}.
 *
 * @param listOffsets whether offsets can be listed and connectors stopped (Connect 3.5, KIP-875)
 * @param alterOffsets whether offsets can be altered and reset (Connect 3.6, KIP-875)
 * @param initialState whether a connector can be created stopped or paused (Connect 3.7, KIP-980)
 */
public record ConnectCapabilities(boolean listOffsets, boolean alterOffsets, boolean initialState) {}
