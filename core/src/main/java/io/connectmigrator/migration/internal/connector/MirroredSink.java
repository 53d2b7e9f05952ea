package io.connectmigrator.migration.internal.connector;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.offset.OffsetTranslation;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a sink of a unit would be in the Kafka cluster to which it comes, where topics may have other names: what the target reads is
 * compared with that. One that stays on its Kafka cluster, and a source, is what it is.
 */
final class MirroredSink {

    private static final String TOPIC = "kafka_topic";
    private static final String LISTED = "topics";
    private static final String MATCHED = "topics.regex";

    private final CheckContext checkContext;
    private final Optional<OffsetTranslation> translation;

    MirroredSink(CheckContext checkContext) {
        this.checkContext = checkContext;
        this.translation = checkContext
                .crossing()
                .filter(crossing -> checkContext.isSink())
                .map(Crossing::translation);
    }

    /** {@return some of its offsets, with the names of the copies of its topics} What their numbers are there shows once it is stopped. */
    OffsetSnapshot offsets(OffsetSnapshot some) {
        return translation.isEmpty()
                ? some
                : some.map(offset -> offset.withField(
                        TOPIC, counterpart(String.valueOf(offset.partition().get(TOPIC)))));
    }

    /**
     * {@return its config with the names of the copies of its topics} Names cannot be changed in a regular expression: instead of one it
     * has the topics of which there are offsets.
     */
    ConnectorConfig config() {
        ConnectorConfig config = checkContext.sourceConnector().config();
        if (translation.isEmpty()) {
            return config;
        }
        List<String> topics = topics(config);
        List<String> copies = topics.stream().map(this::counterpart).toList();
        return copies.equals(topics) ? config : config.without(MATCHED).with(LISTED, String.join(",", copies));
    }

    private List<String> topics(ConnectorConfig config) {
        String listed = config.getOrDefault(LISTED, "");
        return listed.isBlank()
                ? List.copyOf(GroupSharing.topics(checkContext.sourceOffsets()))
                : Arrays.stream(listed.split(",", -1)).map(String::strip).toList();
    }

    /** One that is not mirrored keeps its name, so that it is seen whether the target reads it. */
    private String counterpart(String topic) {
        return translation.flatMap(found -> found.counterpart(topic)).orElse(topic);
    }
}
