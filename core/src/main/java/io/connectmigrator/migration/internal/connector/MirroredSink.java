package io.connectmigrator.migration.internal.connector;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.offset.OffsetTranslation;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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
     * has the topics of which there are offsets, and those whose copies are there.
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

    /**
     * {@return the topics that there are for it to read; empty if they cannot be looked up} Of those that it reads on the source, the copies
     * that are there.
     */
    Optional<Set<String>> topics() {
        Optional<Set<String>> onSource = SinkTopicNames.onSource(checkContext);
        return translation.isEmpty()
                ? onSource
                : onSource.flatMap(names -> SinkTopicNames.onTarget(checkContext)
                        .map(there -> names.stream()
                                .map(this::counterpart)
                                .filter(there::contains)
                                .collect(Collectors.toSet())));
    }

    private List<String> topics(ConnectorConfig config) {
        String listed = config.getOrDefault(LISTED, "");
        return listed.isBlank()
                ? List.copyOf(matched())
                : Arrays.stream(listed.split(",", -1)).map(String::strip).toList();
    }

    /** {@return the topics of its offsets, and those others that it reads and whose copies are there} */
    private Set<String> matched() {
        Set<String> matched = GroupSharing.topics(checkContext.sourceOffsets());
        Set<String> there = topics().orElse(Set.of());
        checkContext
                .sourceOwner()
                .topicsRead()
                .ifPresent(read -> SinkTopicNames.onSource(checkContext).orElse(Set.of()).stream()
                        .filter(read)
                        .filter(topic -> there.contains(counterpart(topic)))
                        .forEach(matched::add));
        return matched;
    }

    /** One that is not mirrored keeps its name, so that it is seen whether the target reads it. */
    private String counterpart(String topic) {
        return translation.flatMap(found -> found.counterpart(topic)).orElse(topic);
    }
}
