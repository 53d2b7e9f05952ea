package io.connectmigrator.kafka.internal.bridge;

import io.connectmigrator.kafka.internal.client.KafkaCluster;
import io.connectmigrator.offset.OffsetOwner;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.offset.TranslatedSnapshot;
import io.connectmigrator.offset.TranslationFinding;
import java.util.List;
import java.util.Set;

/** Translates offsets of one Kafka cluster to another. Thread-safe. */
public final class Bridge {

    private final KafkaCluster from;
    private final KafkaCluster to;
    private final BridgeSettings settings;

    public Bridge(KafkaCluster from, KafkaCluster to, BridgeSettings settings) {
        this.from = from;
        this.to = to;
        this.settings = settings;
    }

    public TranslatedSnapshot translate(OffsetOwner sink, OffsetSnapshot offsets) {
        throw new UnsupportedOperationException("not yet");
    }

    public TranslatedSnapshot translateEnds(Set<String> topics) {
        throw new UnsupportedOperationException("not yet");
    }

    public List<TranslationFinding> examine(OffsetOwner source, OffsetOwner target, OffsetSnapshot offsets) {
        throw new UnsupportedOperationException("not yet");
    }

    public Bridge reversed() {
        return new Bridge(to, from, settings.opposite());
    }

    @Override
    public String toString() {
        return "bridge by " + settings.way() + " from " + from + " to " + to;
    }
}
