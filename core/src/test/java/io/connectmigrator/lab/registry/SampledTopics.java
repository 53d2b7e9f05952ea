package io.connectmigrator.lab.registry;

import io.connectmigrator.topic.ClusterTopics;
import io.connectmigrator.topic.GroupDescription;
import io.connectmigrator.topic.OffsetRange;
import io.connectmigrator.topic.RecordPrefix;
import io.connectmigrator.topic.TopicDescription;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Topics of one partition in memory, each record with what its value begins with. It counts how often it is read. */
public class SampledTopics implements ClusterTopics {

    private final Map<String, List<RecordPrefix>> records = new TreeMap<>();
    private int reads;

    /** Writes a value with an id of four bytes. */
    public SampledTopics fourBytes(String topic, int id) {
        return write(
                topic,
                ByteBuffer.allocate(6).put((byte) 0).putInt(id).put((byte) 7).array(),
                null);
    }

    /** Writes a value with an id of eight bytes. */
    public SampledTopics eightBytes(String topic, long id) {
        return write(
                topic,
                ByteBuffer.allocate(10).put((byte) 0).putLong(id).put((byte) 7).array(),
                null);
    }

    /** Writes a value as AWS Glue does. */
    public SampledTopics glue(String topic, UUID version) {
        return write(
                topic,
                ByteBuffer.allocate(19)
                        .put((byte) 3)
                        .put((byte) 0)
                        .putLong(version.getMostSignificantBits())
                        .putLong(version.getLeastSignificantBits())
                        .put((byte) 7)
                        .array(),
                null);
    }

    /** Writes a value with a GUID in a header. */
    public SampledTopics header(String topic, UUID guid) {
        return write(
                topic,
                new byte[] {7},
                ByteBuffer.allocate(17)
                        .put((byte) 1)
                        .putLong(guid.getMostSignificantBits())
                        .putLong(guid.getLeastSignificantBits())
                        .array());
    }

    private synchronized SampledTopics write(String topic, byte[] value, byte @Nullable [] header) {
        List<RecordPrefix> log = records.computeIfAbsent(topic, first -> new ArrayList<>());
        log.add(new RecordPrefix(0, log.size(), null, value, null, header));
        return this;
    }

    @Override
    public Set<String> transactional(Set<String> topics) {
        return Set.of();
    }

    @Override
    public synchronized List<RecordPrefix> sample(String topic, Map<Integer, Long> from, int last, int spread) {
        reads++;
        return List.copyOf(records.getOrDefault(topic, List.of()));
    }

    @Override
    public Map<String, TopicDescription> describe(Set<String> topics) {
        return Map.of();
    }

    @Override
    public Map<String, List<OffsetRange>> ranges(Set<String> topics) {
        return Map.of();
    }

    @Override
    public Map<String, List<Long>> offsetsAt(Set<String> topics, Instant time) {
        return Map.of();
    }

    @Override
    public Map<String, GroupDescription> groups(Set<String> groups) {
        return Map.of();
    }

    @Override
    public Map<String, String> brokerConfig() {
        return Map.of();
    }

    /** {@return how often a topic was sampled} */
    public synchronized int reads() {
        return reads;
    }
}
