package io.connectmigrator.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.lab.ConnectCluster;
import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.lab.moving.TestedConnector;
import io.connectmigrator.migration.Migrator;
import io.connectmigrator.offset.AlterResult;
import io.connectmigrator.offset.OffsetOwner;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.offset.OffsetTransport;
import io.connectmigrator.report.MigrationOutcome;
import io.connectmigrator.report.MigrationReport;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A connector that was moved, and whose original an operator has started again. */
@ExtendWith(SharedLaboratory.class)
class StartedOriginalIT {

    private final Laboratory lab;
    private final ConnectCluster from;
    private final ConnectCluster to;

    StartedOriginalIT(Laboratory lab) {
        this.lab = lab;
        this.from = lab.cluster("source", KafkaVersion.V4_3);
        this.to = lab.cluster("target", KafkaVersion.V4_3);
    }

    @Test
    void a_rollback_is_refused_before_anything_is_touched() {
        Migrator migrator = Migrator.create();
        try (OpenClients clients = new OpenClients();
                TestedConnector connector = new TestedConnector(lab, clients.of(from), clients.of(to))) {
            moved(connector, migrator);
            start(connector);
            OffsetSnapshot before = connector.source().listOffsets(connector.name());
            List<String> written = recordsOf(connector.name());

            MigrationReport report = migrator.rollback(connector.plan());

            assertThat(report.connectors().get(0).outcome()).isEqualTo(new MigrationOutcome.Refused());
            assertThat(report.problems()).extracting(Problem::code).contains(ProblemCode.NOT_IN_THAT_STATE);
            assertUntouched(connector, before, written);
        }
    }

    @Test
    void a_rollback_under_way_writes_nothing_over_its_offsets() {
        Migrator migrator = Migrator.create();
        try (OpenClients clients = new OpenClients()) {
            Hooked hooked = new Hooked(clients.open(OpenClients.offsets(to)));
            ConnectClient target = ConnectClient.builder(to.url())
                    .name(to.name())
                    .offsetTransport(hooked)
                    .build();
            try (TestedConnector connector = new TestedConnector(lab, clients.of(from), target)) {
                moved(connector, migrator);
                OffsetSnapshot before = connector.source().listOffsets(connector.name());
                List<String> written = recordsOf(connector.name());
                hooked.beforeSeal = () -> start(connector);

                MigrationReport report = migrator.rollback(connector.plan());

                assertThat(report.succeeded()).isFalse();
                assertThat(report.problems()).extracting(Problem::code).contains(ProblemCode.CONNECTOR_NOT_STOPPED);
                assertUntouched(connector, before, written);
            }
        }
    }

    /** With nothing left to copy, neither copy commits anything by itself. */
    private static void moved(TestedConnector connector, Migrator migrator) {
        connector.running("limit", "100");
        connector.awaitRecords(200);
        assertThat(migrator.migrate(connector.plan())).matches(MigrationReport::succeeded);
    }

    private static void start(TestedConnector connector) {
        connector.source().resume(connector.name());
        await().atMost(TestedConnector.DEADLINE).untilAsserted(() -> connector.assertSource(ConnectorState.RUNNING));
    }

    private void assertUntouched(TestedConnector connector, OffsetSnapshot before, List<String> written) {
        assertThat(recordsOf(connector.name())).isEqualTo(written);
        assertThat(connector.source().listOffsets(connector.name())).isEqualTo(before);
        connector.assertSource(ConnectorState.RUNNING);
    }

    /** Does something before the last commits of a copy are awaited. */
    private static final class Hooked implements OffsetTransport {

        private final OffsetTransport transport;
        private Runnable beforeSeal = () -> {};

        Hooked(OffsetTransport transport) {
            this.transport = transport;
        }

        @Override
        public Optional<String> fence(OffsetOwner connector) {
            beforeSeal.run();
            return transport.fence(connector);
        }

        @Override
        public OffsetSnapshot listOffsets(OffsetOwner connector) {
            return transport.listOffsets(connector);
        }

        @Override
        public OffsetSnapshot peekOffsets(OffsetOwner connector) {
            return transport.peekOffsets(connector);
        }

        @Override
        public AlterResult alterOffsets(OffsetOwner connector, OffsetSnapshot offsets) {
            return transport.alterOffsets(connector, offsets);
        }

        @Override
        public AlterResult resetOffsets(OffsetOwner connector) {
            return transport.resetOffsets(connector);
        }
    }

    /** {@return every record of the connector that was ever written to the offset topic of the source, tombstones as null} */
    private List<String> recordsOf(String connector) {
        List<String> records = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", from.kafka().bootstrapServers(), "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new StringDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(from.offsetTopic()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(Set.copyOf(partitions));
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> {
                    if (record.key().startsWith("[\"" + connector + "\",")) {
                        records.add(record.key() + " " + record.value());
                    }
                });
            }
        }
        return records.stream().sorted().toList();
    }
}
