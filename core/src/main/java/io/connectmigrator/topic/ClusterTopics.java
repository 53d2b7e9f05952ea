package io.connectmigrator.topic;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the topics of one Kafka cluster. Implementations are thread-safe, change nothing, create no topic, and commit nothing. A read
 * that fails throws an unchecked exception that says what was tried and what to do; what could not be read is never reported as
 * absent.
 */
public interface ClusterTopics {

    /**
     * {@return those of the topics that have records of transactions: committed, aborted or open ones, as far as the brokers
     * still know of them} Topics that do not exist are not among them. A topic that only transactions of long ago have written to
     * may be missing: brokers forget a producer when it has written nothing for some time ({@code producer.id.expiration.ms}, a
     * day by default).
     *
     * @param topics the names of topics
     */
    Set<String> transactional(Set<String> topics);

    /**
     * Reads the beginnings of some records of a topic: of each partition the last ones, and others spread evenly before them.
     *
     * @param topic the topic
     * @param from by partition, the offset from which records count, such as the one that a sink reads next; from the beginning of the
     *     log where a partition is not among them
     * @param last how many of the last records of each partition
     * @param spread how many others of each partition
     * @return the records, each once, in the order of partitions and offsets; none if the topic does not exist or has no records. Fewer
     *     where the log is shorter or compacted
     */
    List<RecordPrefix> sample(String topic, Map<Integer, Long> from, int last, int spread);

    /**
     * {@return what the brokers tell of topics, by name} Topics that do not exist are not among them.
     *
     * @param topics the names of topics
     */
    Map<String, TopicDescription> describe(Set<String> topics);

    /**
     * {@return which records the partitions of topics have, by name, in the order of partitions} Topics that do not exist are not among
     * them.
     *
     * @param topics the names of topics
     */
    Map<String, List<OffsetRange>> ranges(Set<String> topics);

    /**
     * {@return for the partitions of topics, by name and in the order of partitions, the offset of the first record that is not older
     * than a time, or the end of the partition if there is none} Topics that do not exist are not among them.
     *
     * @param topics the names of topics
     * @param time the time of records, as the brokers have it
     */
    Map<String, List<Long>> offsetsAt(Set<String> topics, Instant time);

    /**
     * {@return what the brokers tell of consumer groups, by name} Groups that do not exist are not among them.
     *
     * @param groups the names of groups
     */
    Map<String, GroupDescription> groups(Set<String> groups);

    /**
     * {@return the names of all topics that the brokers show to the client, without those that Kafka itself keeps; empty if they are not
     * asked, as by default}
     */
    default Optional<Set<String>> names() {
        return Optional.empty();
    }

    /** {@return the configuration of one of the brokers, by key; what brokers keep secret is not among it} */
    Map<String, String> brokerConfig();

    /**
     * {@return how many bytes the partitions of topics take on the disk of one broker, by name, in the order of partitions; of a partition
     * whose replicas differ the most} Topics that do not exist are not among them, nor are those whose sizes the brokers do not tell; none
     * by default.
     *
     * @param topics the names of topics
     */
    default Map<String, List<Long>> logSizes(Set<String> topics) {
        return Map.of();
    }

    /**
     * {@return what the access control lists say of the principal of the workers; empty if that principal is not known, the brokers have no
     * lists, or the client has no right to see them; empty by default}
     */
    default Optional<AccessRules> accessOfWorkers() {
        return Optional.empty();
    }

    /**
     * {@return the group of the workers ({@code group.id}), with which the transactional ids of their tasks begin; empty if it is not known,
     * as it is by default}
     */
    default Optional<String> groupOfWorkers() {
        return Optional.empty();
    }

    /**
     * {@return whether these addresses are known to be of the Kafka cluster whose topics these are; false by default}
     *
     * @param bootstrapServers host and port of one or more brokers, separated by commas
     */
    default boolean isReachedBy(String bootstrapServers) {
        return false;
    }
}
