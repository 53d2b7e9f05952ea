package io.connectmigrator.lab.topic;

import io.connectmigrator.topic.AccessRules;
import io.connectmigrator.topic.GroupDescription;
import io.connectmigrator.topic.OffsetRange;
import io.connectmigrator.topic.TopicDescription;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The topics of a Kafka cluster in memory, as its brokers describe them. Every partition of a topic has the same records. */
public final class KeptTopics extends NoTopics {

    private final Map<String, TopicDescription> described = new TreeMap<>();
    private final Map<String, OffsetRange> ranges = new TreeMap<>();
    private final Map<String, NavigableMap<Instant, Long>> times = new TreeMap<>();
    private final Map<String, String> broker = new HashMap<>();
    private final Map<String, Long> sizes = new TreeMap<>();
    private final Map<String, GroupDescription> groups = new TreeMap<>();
    private final AtomicInteger requests = new AtomicInteger();
    private String servers = "";
    private @Nullable AccessRules access;
    private @Nullable String group;
    private @Nullable RuntimeException failure;

    /** Creates a topic with two replicas in sync, whose config is pairs of keys and values. */
    public KeptTopics topic(String name, int partitions, String... config) {
        return topic(name, partitions, 2, config);
    }

    /** Creates a topic of which this many replicas are in sync. */
    public KeptTopics topic(String name, int partitions, int inSync, String... config) {
        Map<String, String> settings = new HashMap<>();
        for (int key = 0; key < config.length; key += 2) {
            settings.put(config[key], config[key + 1]);
        }
        described.put(name, new TopicDescription(name, partitions, 2, inSync, settings));
        return this;
    }

    /** Lets the partitions of a topic have these records. */
    public KeptTopics records(String topic, long start, long end) {
        ranges.put(topic, new OffsetRange(start, end));
        return this;
    }

    /** Lets a record have been written at a time, and those after it not before. */
    public KeptTopics written(String topic, Instant time, long offset) {
        times.computeIfAbsent(topic, first -> new TreeMap<>()).put(time, offset);
        return this;
    }

    /** Lets the log of each partition of a topic have this many bytes. */
    public KeptTopics size(String topic, long bytes) {
        sizes.put(topic, bytes);
        return this;
    }

    /** Lets a consumer group have this many members. */
    public KeptTopics members(String group, int members) {
        groups.put(group, new GroupDescription(group, members, Map.of()));
        return this;
    }

    /** Lets the brokers have these rules about the principal of the workers. */
    public KeptTopics access(AccessRules rules) {
        access = rules;
        return this;
    }

    /** Lets the workers have this group. */
    public KeptTopics group(String groupId) {
        group = groupId;
        return this;
    }

    /** Sets a setting of the brokers. */
    public KeptTopics broker(String key, String value) {
        broker.put(key, value);
        return this;
    }

    /** Lets the brokers be reached by these addresses. */
    public KeptTopics reachedBy(String bootstrapServers) {
        servers = bootstrapServers;
        return this;
    }

    /** Lets every question fail from now on. */
    public KeptTopics fail(RuntimeException with) {
        failure = with;
        return this;
    }

    /** {@return how often it was asked} */
    public int requests() {
        return requests.get();
    }

    private void asked() {
        requests.incrementAndGet();
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public Optional<Set<String>> names() {
        asked();
        return Optional.of(Set.copyOf(described.keySet()));
    }

    @Override
    public Map<String, TopicDescription> describe(Set<String> topics) {
        asked();
        return described.entrySet().stream()
                .filter(topic -> topics.contains(topic.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public Map<String, List<OffsetRange>> ranges(Set<String> topics) {
        asked();
        return ofEachPartition(topics, topic -> ranges.getOrDefault(topic, new OffsetRange(0, 0)));
    }

    @Override
    public Map<String, List<Long>> offsetsAt(Set<String> topics, Instant time) {
        asked();
        return ofEachPartition(topics, topic -> {
            Map.Entry<Instant, Long> first =
                    times.getOrDefault(topic, new TreeMap<>()).ceilingEntry(time);
            return first == null
                    ? ranges.getOrDefault(topic, new OffsetRange(0, 0)).end()
                    : first.getValue();
        });
    }

    private <T> Map<String, List<T>> ofEachPartition(Set<String> topics, Function<String, T> partition) {
        return described.values().stream()
                .filter(topic -> topics.contains(topic.name()))
                .collect(Collectors.toMap(
                        TopicDescription::name,
                        topic -> IntStream.range(0, topic.partitions())
                                .mapToObj(number -> partition.apply(topic.name()))
                                .toList()));
    }

    @Override
    public Map<String, List<Long>> logSizes(Set<String> topics) {
        asked();
        return ofEachPartition(topics, topic -> sizes.getOrDefault(topic, 0L)).entrySet().stream()
                .filter(topic -> sizes.containsKey(topic.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public Map<String, GroupDescription> groups(Set<String> names) {
        asked();
        return groups.entrySet().stream()
                .filter(group -> names.contains(group.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public Optional<AccessRules> accessOfWorkers() {
        asked();
        return Optional.ofNullable(access);
    }

    @Override
    public Optional<String> groupOfWorkers() {
        return Optional.ofNullable(group);
    }

    @Override
    public Map<String, String> brokerConfig() {
        asked();
        return Map.copyOf(broker);
    }

    @Override
    public boolean isReachedBy(String bootstrapServers) {
        return !servers.isEmpty() && servers.equals(bootstrapServers);
    }
}
