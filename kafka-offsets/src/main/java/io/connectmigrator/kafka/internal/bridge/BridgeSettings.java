package io.connectmigrator.kafka.internal.bridge;

import io.connectmigrator.offset.TranslatedOffset.Way;

/**
 * What a search needs to know of a mirror.
 *
 * @param names the names of topics, from the cluster where offsets are translated to the other
 * @param syncs where MirrorMaker notes its progress, seen from the cluster from which it copies
 * @param readCommitted whether the mirror reads only committed records
 * @param reversed whether offsets are translated against the direction of the mirror
 */
public record BridgeSettings(
        Way way, TopicNames names, SyncTopics syncs, Limits limits, boolean readCommitted, boolean reversed) {

    BridgeSettings opposite() {
        return new BridgeSettings(way, names.reversed(), syncs, limits, readCommitted, !reversed);
    }
}
