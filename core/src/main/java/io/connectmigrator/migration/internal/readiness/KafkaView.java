package io.connectmigrator.migration.internal.readiness;

import io.connectmigrator.internal.Lazy;
import io.connectmigrator.topic.AccessRules;
import io.connectmigrator.topic.ClusterTopics;
import io.connectmigrator.topic.GroupDescription;
import io.connectmigrator.topic.OffsetRange;
import io.connectmigrator.topic.TopicDescription;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What brokers tell of the topics and groups of a plan. Each question is asked once for all of them. */
final class KafkaView {

    private static final long FOR_EVER = -1;

    private final ClusterTopics cluster;
    private final Instant at;
    private final Lazy<Map<String, TopicDescription>> described;
    private final Lazy<Map<String, List<OffsetRange>>> ranges;
    private final Lazy<Map<String, List<Long>>> logSizes;
    private final Lazy<Map<String, GroupDescription>> groups;
    private final Lazy<Optional<AccessRules>> access;
    private final Lazy<Map<String, String>> brokerConfig;
    private final Map<Instant, Lazy<Map<String, List<Long>>>> offsetsAt = new ConcurrentHashMap<>();

    KafkaView(ClusterTopics cluster, Set<String> topics, Set<String> groups, Instant at) {
        this.cluster = cluster;
        this.at = at;
        this.described = new Lazy<>(() -> cluster.describe(topics));
        this.ranges = new Lazy<>(() -> cluster.ranges(topics));
        this.logSizes = new Lazy<>(() -> cluster.logSizes(topics));
        this.groups = new Lazy<>(() -> cluster.groups(groups));
        this.access = new Lazy<>(cluster::accessOfWorkers);
        this.brokerConfig = new Lazy<>(cluster::brokerConfig);
    }

    /** {@return what the brokers tell of a topic; empty if it does not exist} */
    Optional<TopicDescription> topic(String name) {
        return Optional.ofNullable(described.get().get(name));
    }

    /** {@return which records a partition has; empty if it does not exist} */
    Optional<OffsetRange> range(String topic, int partition) {
        List<OffsetRange> partitions = ranges.get().getOrDefault(topic, List.of());
        return partition < partitions.size() ? Optional.of(partitions.get(partition)) : Optional.empty();
    }

    /** {@return how many offsets there are from the first record of each partition of a topic to the last; none if it does not exist} */
    long offsets(String topic) {
        return ranges.get().getOrDefault(topic, List.of()).stream()
                .mapToLong(range -> range.end() - range.start())
                .sum();
    }

    /** {@return how many bytes the partitions of a topic take on one broker; empty if the brokers do not tell} */
    OptionalLong logSize(String topic) {
        List<Long> sizes = logSizes.get().getOrDefault(topic, List.of());
        return sizes.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(sizes.stream().mapToLong(Long::longValue).sum());
    }

    /** {@return how many members a consumer group has; none if it does not exist} */
    int members(String group) {
        GroupDescription found = groups.get().get(group);
        return found == null ? 0 : found.members();
    }

    /** {@return what access control lists say of the principal of the workers, if that is known} */
    Optional<AccessRules> accessOfWorkers() {
        return access.get();
    }

    /** {@return the group of the workers, if it is known} */
    Optional<String> groupOfWorkers() {
        return cluster.groupOfWorkers();
    }

    /** {@return a setting of the brokers, if it is a number} */
    Optional<Long> brokerNumber(String key) {
        return number(brokerConfig.get().get(key));
    }

    boolean brokersSay(String key, String value) {
        return value.equals(brokerConfig.get().get(key));
    }

    /** {@return for how long a topic keeps a record; empty if for ever} */
    static Optional<Duration> retention(TopicDescription topic) {
        boolean deletes =
                topic.config().getOrDefault("cleanup.policy", "delete").contains("delete");
        return number(topic.config().get("retention.ms"))
                .filter(millis -> deletes && millis != FOR_EVER)
                .map(Duration::ofMillis);
    }

    /** {@return whether a topic deletes records because it is too large} */
    static boolean isLimitedInSize(TopicDescription topic) {
        return topic.config().getOrDefault("cleanup.policy", "delete").contains("delete")
                && number(topic.config().get("retention.bytes"))
                        .filter(bytes -> bytes != FOR_EVER)
                        .isPresent();
    }

    static Optional<Long> number(@Nullable String value) {
        try {
            return Optional.ofNullable(value).map(Long::parseLong);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** {@return the offset of the first record of a partition that its retention spares for some time from now on; empty if not known} */
    Optional<Long> keptFor(Duration time, TopicDescription topic, int partition) {
        Duration retention = retention(topic).orElseThrow();
        Set<String> alike = described.get().values().stream()
                .filter(other -> retention(other).filter(retention::equals).isPresent())
                .map(TopicDescription::name)
                .collect(Collectors.toSet());
        List<Long> offsets = offsetsAt
                .computeIfAbsent(
                        at.minus(retention).plus(time), then -> new Lazy<>(() -> cluster.offsetsAt(alike, then)))
                .get()
                .getOrDefault(topic.name(), List.of());
        return partition < offsets.size() ? Optional.of(offsets.get(partition)) : Optional.empty();
    }
}
