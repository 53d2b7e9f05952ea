package io.connectmigrator.kafka.internal.worker;

import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetOwner;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.offset.OffsetTransportException;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds out whether a connector of which only the name is known is a source or a sink. Thread-safe. */
public final class ConnectorKinds {

    private static final Set<String> SINK_PARTITION = Set.of("kafka_topic", "kafka_partition");

    private final SourceOffsetStores sources;
    private final SinkOffsetStores sinks;
    private final @Nullable ConfigTopic configs;

    public ConnectorKinds(SourceOffsetStores sources, SinkOffsetStores sinks, @Nullable ConfigTopic configs) {
        this.sources = sources;
        this.sinks = sinks;
        this.configs = configs;
    }

    /**
     * {@return the connector with its kind: a source, if nothing of it is stored}
     *
     * @throws OffsetTransportException if nothing is stored, and the offsets to write look like those of a sink
     */
    public OffsetOwner resolve(OffsetOwner connector, OffsetSnapshot toWrite) {
        if (connector.kind() != null) {
            return connector;
        }
        OffsetOwner known = withConfig(connector);
        Map<String, String> config = known.config();
        if (!config.isEmpty() && !config.containsKey("topics") && !config.containsKey("topics.regex")) {
            return OffsetOwner.source(known.connector(), config);
        }
        boolean isSource = !sources.of(known).list().isEmpty();
        boolean isSink = !sinks.of(known).list().isEmpty();
        if (isSource && isSink) {
            throw unknown(known, "there are offsets in the topic of sources as well as in a consumer group");
        }
        if (!isSource && !isSink && toWrite.offsets().stream().anyMatch(ConnectorKinds::isOfSink)) {
            throw unknown(known, "nothing of it is stored, but the offsets look like those of a sink");
        }
        return isSink ? OffsetOwner.sink(known.connector(), config) : OffsetOwner.source(known.connector(), config);
    }

    private OffsetOwner withConfig(OffsetOwner connector) {
        if (configs == null || !connector.config().isEmpty()) {
            return connector;
        }
        return configs.find(connector)
                .map(config -> new OffsetOwner(connector.connector(), null, config))
                .orElse(connector);
    }

    private static boolean isOfSink(ConnectorOffset offset) {
        return offset.partition().keySet().equals(SINK_PARTITION);
    }

    private static OffsetTransportException unknown(OffsetOwner connector, String why) {
        return new OffsetTransportException(
                "cannot decide whether connector " + connector + " is a source or a sink: " + why
                        + "; nothing was written",
                "Go through a ConnectClient that has this transport, or set configTopic(…) when KafkaOffsets is built",
                null);
    }
}
