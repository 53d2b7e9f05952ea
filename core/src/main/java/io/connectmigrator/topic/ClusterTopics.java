package io.connectmigrator.topic;

import java.util.List;
import java.util.Map;

/**
 * Reads the topics of one Kafka cluster. Implementations are thread-safe, change nothing, create no topic, and commit nothing. A read
 * that fails throws an unchecked exception that says what was tried and what to do.
 */
public interface ClusterTopics {

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
}
