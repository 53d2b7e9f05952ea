package io.connectmigrator.examples;

import io.connectmigrator.kafka.KafkaOffsets;
import io.connectmigrator.offset.OffsetOwner;
import io.connectmigrator.offset.OffsetSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Connect Migrator listing the offsets of all connectors, and once more when it has read the topic already. */
final class MigratorReading {

    private final String bootstrapServers;
    private final OffsetHistory history;

    MigratorReading(String bootstrapServers, OffsetHistory history) {
        this.bootstrapServers = bootstrapServers;
        this.history = history;
    }

    /**
     * What came out.
     *
     * @param first how long the first listing took, with making the transport
     * @param second how long the second one took
     * @param foundAll whether both found every offset as it was written
     */
    record Result(Duration first, Duration second, boolean foundAll) {}

    Result read() {
        List<OffsetOwner> connectors = history.connectors();
        long start = System.nanoTime();
        try (KafkaOffsets offsets = KafkaOffsets.builder(bootstrapServers)
                .offsetTopic(history.topic())
                .properties(BareReading.PROPERTIES)
                .build()) {
            offsets.prefetch(connectors);
            List<OffsetSnapshot> first = list(offsets, connectors);
            long between = System.nanoTime();
            List<OffsetSnapshot> second = list(offsets, connectors);
            long end = System.nanoTime();
            List<OffsetSnapshot> written =
                    connectors.stream().map(history::last).toList();
            return new Result(
                    Duration.ofNanos(between - start),
                    Duration.ofNanos(end - between),
                    first.equals(written) && second.equals(written));
        }
    }

    private static List<OffsetSnapshot> list(KafkaOffsets offsets, List<OffsetOwner> connectors) {
        List<OffsetSnapshot> snapshots = new ArrayList<>();
        connectors.forEach(connector -> snapshots.add(offsets.listOffsets(connector)));
        return snapshots;
    }
}
