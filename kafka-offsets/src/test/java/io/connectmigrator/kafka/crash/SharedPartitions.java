package io.connectmigrator.kafka.crash;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.Partitions;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** How the partitions of sources of sequences are divided among several of them. Each has two, and one that has those of all has two tasks. */
final class SharedPartitions {

    private static final int EACH = 2;

    private SharedPartitions() {}

    /** {@return the number of partitions of this many sources} */
    static int of(int sources) {
        return EACH * sources;
    }

    /** {@return the config of one of several sources} */
    static ConnectorConfig part(ConnectorConfig config, int index) {
        return config.with("first.partition", Integer.toString(EACH * index))
                .with("partitions", Integer.toString(EACH))
                .with("tasks.max", "1");
    }

    /** {@return the config of a source that has the partitions of several} */
    static ConnectorConfig all(ConnectorConfig config, int sources) {
        return config.with("first.partition", "0")
                .with("partitions", Integer.toString(of(sources)))
                .with("tasks.max", "2");
    }

    /** {@return the config of the source that others become} */
    static ConnectorConfig merged(Map<String, ConnectorConfig> configs) {
        return all(configs.values().iterator().next(), configs.size());
    }

    /** {@return whether a partition is one of one of several sources} */
    static Predicate<ConnectorOffset> takenBy(int index) {
        return Partitions.fieldIn(
                "id",
                IntStream.range(EACH * index, EACH * (index + 1))
                        .mapToObj(Integer::toString)
                        .toArray(String[]::new));
    }
}
