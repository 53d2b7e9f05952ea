package io.connectmigrator.kafka.internal.group;

import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.offset.StoredCommit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The offsets of a sink in the two forms that they have: Connect's, and that of a consumer group's commits. */
public final class SinkOffsets {

    private static final String TOPIC = "kafka_topic";
    private static final String PARTITION = "kafka_partition";
    private static final String OFFSET = "kafka_offset";

    private static final Comparator<TopicPartition> BY_TOPIC_AND_PARTITION =
            Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition);

    private SinkOffsets() {}

    /** {@return what Connect calls the offsets of a sink, with what only the commits hold beside them} */
    static OffsetSnapshot fromCommits(Map<TopicPartition, OffsetAndMetadata> commits) {
        return OffsetSnapshot.of(commits.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(BY_TOPIC_AND_PARTITION))
                .map(commit -> fromCommit(commit.getKey(), commit.getValue()))
                .toList());
    }

    /**
     * {@return the commits that make these offsets}
     *
     * @throws IllegalArgumentException if one of them is null, or not an offset of a sink
     */
    public static Map<TopicPartition, OffsetAndMetadata> toCommits(OffsetSnapshot offsets) {
        offsets.requireNoNullOffsets();
        Map<TopicPartition, OffsetAndMetadata> commits = new LinkedHashMap<>();
        offsets.offsets().forEach(offset -> commits.put(topicPartition(offset), commit(offset)));
        return commits;
    }

    private static ConnectorOffset fromCommit(TopicPartition partition, OffsetAndMetadata commit) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put(TOPIC, partition.topic());
        fields.put(PARTITION, partition.partition());
        return new ConnectorOffset(
                fields,
                Map.of(OFFSET, commit.offset()),
                new StoredCommit(commit.leaderEpoch().orElse(null), commit.metadata()));
    }

    private static TopicPartition topicPartition(ConnectorOffset offset) {
        Map<String, @Nullable Object> partition = offset.partition();
        if (!partition.keySet().equals(Set.of(TOPIC, PARTITION))
                || !(partition.get(TOPIC) instanceof String topic)
                || topic.isEmpty()) {
            throw malformed(offset);
        }
        long number = natural(partition.get(PARTITION), offset);
        if (number > Integer.MAX_VALUE) {
            throw malformed(offset);
        }
        return new TopicPartition(topic, (int) number);
    }

    private static OffsetAndMetadata commit(ConnectorOffset offset) {
        Map<String, @Nullable Object> values = offset.offset();
        if (values == null || !values.keySet().equals(Set.of(OFFSET))) {
            throw malformed(offset);
        }
        long position = natural(values.get(OFFSET), offset);
        return offset.stored() instanceof StoredCommit stored
                ? new OffsetAndMetadata(position, Optional.ofNullable(stored.leaderEpoch()), stored.metadata())
                : new OffsetAndMetadata(position);
    }

    private static long natural(@Nullable Object value, ConnectorOffset offset) {
        if (value instanceof Long number && number >= 0) {
            return number;
        }
        throw malformed(offset);
    }

    private static IllegalArgumentException malformed(ConnectorOffset offset) {
        return new IllegalArgumentException(
                offset + " is not the offset of a sink, which looks like {\"partition\":{\"kafka_topic\":\"orders\","
                        + "\"kafka_partition\":0},\"offset\":{\"kafka_offset\":42}}, its numbers whole and not negative");
    }
}
