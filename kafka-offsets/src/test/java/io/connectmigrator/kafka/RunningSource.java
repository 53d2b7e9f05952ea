package io.connectmigrator.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.connect.ConnectorType;
import io.connectmigrator.lab.ConnectCluster;
import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetOwner;
import io.connectmigrator.offset.OffsetSnapshot;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A source of one task that counts up, on a real worker, whose offsets are reached through Kafka; REST is the witness. */
final class RunningSource implements AutoCloseable {

    private static final Duration DEADLINE = Duration.ofMinutes(1);
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final KafkaOffsets offsets;
    private final ConnectClient client;
    private final ConnectorConfig config;
    private final String name = "running-" + COUNT.incrementAndGet();

    RunningSource(ConnectCluster cluster, KafkaOffsets offsets, Map<String, String> more) {
        this.offsets = offsets;
        this.client =
                ConnectClient.builder(cluster.url()).offsetTransport(offsets).build();
        ConnectorConfig all = ConnectorConfig.empty()
                .with("connector.class", "SequenceSource")
                .with("topic", name)
                .with("tasks.max", "1")
                .with("interval.ms", "50")
                .with("batch.size", "8");
        for (Map.Entry<String, String> entry : more.entrySet()) {
            all = all.with(entry.getKey(), entry.getValue());
        }
        this.config = all;
    }

    String name() {
        return name;
    }

    ConnectClient client() {
        return client;
    }

    OffsetOwner owner() {
        return ConnectorType.SOURCE.offsetOwner(name, config);
    }

    RunningSource run() {
        return runBeyond(0);
    }

    /** Creates it, and returns when it has committed more than that number. */
    RunningSource runBeyond(long number) {
        client.createConnector(name, config);
        awaitNumberBeyond(number);
        return this;
    }

    /** Stops it, and returns when its last commit can be read. */
    RunningSource stop() {
        client.pause(name);
        await().atMost(DEADLINE)
                .until(() ->
                        client.status(name).tasks().stream().allMatch(task -> task.state() == ConnectorState.PAUSED));
        client.stop(name);
        await().atMost(DEADLINE)
                .until(() -> client.status(name).state() == ConnectorState.STOPPED
                        && client.status(name).tasks().isEmpty());
        return this;
    }

    /** Resumes it, and returns when its task has gone on from that number. */
    void assertGoesOnFrom(long number) {
        client.resume(name);
        awaitNumberBeyond(number);
        assertThat(number()).isLessThan(number + 100_000);
    }

    private void awaitNumberBeyond(long number) {
        await().atMost(DEADLINE)
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .until(() -> number() > number);
    }

    private long number() {
        return client.listOffsets(name).offsets().stream()
                .map(ConnectorOffset::offset)
                .mapToLong(offset -> offset == null ? -1 : Long.parseLong(String.valueOf(offset.get("sequence"))))
                .max()
                .orElse(-1);
    }

    /** {@return the offsets as the worker itself shows them} */
    OffsetSnapshot overRest() {
        return client.restOffsets().listOffsets(name);
    }

    /** {@return the offset of each partition that there is, at that number} */
    OffsetSnapshot allAt(long number) {
        return OffsetSnapshot.of(client.listOffsets(name).offsets().stream()
                .map(offset -> new ConnectorOffset(offset.partition(), Map.of("sequence", number)))
                .toList());
    }

    static OffsetSnapshot firstAt(long number) {
        return OffsetSnapshot.of(List.of(new ConnectorOffset(Map.of("id", "0"), Map.of("sequence", number))));
    }

    @Override
    public void close() {
        if (client.findConnector(name).isPresent()) {
            client.deleteConnector(name);
        }
        offsets.close();
    }
}
