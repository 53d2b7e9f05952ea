package io.connectmigrator.examples;

import io.connectmigrator.kafka.KafkaOffsets;
import io.connectmigrator.offset.OffsetOwner;
import io.connectmigrator.offset.OffsetSnapshot;
import java.time.Duration;
import java.util.List;

/** Connect Migrator listing the offsets of all connectors that move, and once more when it has read the topic already. */
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
     * @param scan how long it took until the offsets of one connector were listed, with making the transport
     * @param first how long it took until the offsets of all were listed, with making the transport
     * @param second how long it took to list them all once more
     * @param held how much heap the transport holds when it has read the topic, in bytes
     * @param foundAll whether every offset was found as it was written, both times
     */
    record Result(Duration scan, Duration first, Duration second, long held, boolean foundAll) {}

    Result read() {
        long heldBefore = Heap.held();
        long start = System.nanoTime();
        try (KafkaOffsets offsets = KafkaOffsets.builder(bootstrapServers)
                .offsetTopic(history.topic())
                .properties(BareReading.PROPERTIES)
                .build()) {
            List<OffsetOwner> connectors = history.moving();
            offsets.prefetch(connectors);
            OffsetSnapshot one = offsets.listOffsets(connectors.get(0));
            Duration scan = Duration.ofNanos(System.nanoTime() - start);
            boolean foundAll = one.equals(history.last(connectors.get(0)));
            Listing first = list(offsets, connectors.subList(1, connectors.size()));
            Listing second = list(offsets, connectors);
            return new Result(
                    scan,
                    scan.plus(first.took()),
                    second.took(),
                    Heap.held() - heldBefore,
                    foundAll && first.foundAll() && second.foundAll());
        }
    }

    private record Listing(Duration took, boolean foundAll) {}

    /** Compares one after the other, since all of them together need more memory than the transport itself. */
    private Listing list(KafkaOffsets offsets, List<OffsetOwner> connectors) {
        Duration took = Duration.ZERO;
        boolean foundAll = true;
        for (OffsetOwner connector : connectors) {
            long start = System.nanoTime();
            OffsetSnapshot listed = offsets.listOffsets(connector);
            took = took.plusNanos(System.nanoTime() - start);
            foundAll &= listed.equals(history.last(connector));
        }
        return new Listing(took, foundAll);
    }
}
