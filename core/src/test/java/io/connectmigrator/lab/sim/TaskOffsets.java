package io.connectmigrator.lab.sim;

import java.util.Map;
import java.util.stream.IntStream;

/** Where a task finds its offsets and commits them. An offset is the number of the next record. */
interface TaskOffsets {

    /** {@return the committed offset of each partition of the task, 0 where there is none} */
    long[] read();

    /** Commits the offsets that are not what was committed before. */
    void commit(long[] offsets, long[] before);

    /** {@return the sequence of records that a partition holds} */
    String data(int partition);

    /** {@return the number at which a partition ends} */
    default long end(int partition) {
        return Long.MAX_VALUE / 4;
    }

    /** {@return whether a poll that has taken long brings nothing} */
    default boolean returnsNothing(long[] positions) {
        return true;
    }

    default void join() {}

    default void leave() {}

    static TaskOffsets of(SimulatedConnect cluster, String connector, Registered registered, int task, String member) {
        int tasks = registered.wantedTasks();
        int[] partitions = IntStream.range(
                        0, registered.isSink() && registered.isSequence() ? 1 : registered.partitions())
                .filter(partition -> partition % tasks == task)
                .toArray();
        if (registered.isSink()) {
            return new GroupOffsets(
                    cluster, connector, registered, partitions, cluster.name() + "/" + connector + "/" + member);
        }
        return registered.isSequence()
                ? new SequenceOffsets(cluster, connector, registered, task)
                : new TopicOffsets(cluster, connector, registered, partitions);
    }

    /** {@return the topic in which a source has its offsets} */
    static String topic(SimulatedConnect cluster, Map<String, String> config) {
        return config.getOrDefault("offsets.storage.topic", cluster.offsetTopic());
    }

    /** {@return the consumer group of a sink} */
    static String group(SimulatedConnect cluster, String connector, Map<String, String> config) {
        String ofWorkers = cluster.settings().consumerGroupId();
        return config.getOrDefault(
                "consumer.override.group.id", ofWorkers == null ? "connect-" + connector : ofWorkers);
    }
}
