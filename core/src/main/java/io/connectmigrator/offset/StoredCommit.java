package io.connectmigrator.offset;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * The epoch and metadata that a consumer group stores with the offset of a partition. Some sinks keep state in the metadata.
 *
 * @param leaderEpoch the leader epoch of the last record read, or null if it was not committed
 * @param metadata the metadata of the commit, mostly empty
 */
public record StoredCommit(@Nullable Integer leaderEpoch, String metadata) implements StoredOffset {

    /**
     * Checks that the metadata are there.
     *
     * @param leaderEpoch the leader epoch, or null
     * @param metadata the metadata
     */
    public StoredCommit {
        requireNonNull(metadata, "metadata");
    }
}
