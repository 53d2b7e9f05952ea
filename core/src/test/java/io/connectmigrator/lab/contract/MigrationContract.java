package io.connectmigrator.lab.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.lab.SequenceReader;
import io.connectmigrator.lab.SequenceTally;
import io.connectmigrator.lab.moving.TestedConnector;
import io.connectmigrator.migration.MigrationPlan;
import io.connectmigrator.migration.Migrator;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.offset.SnapshotDiff;
import io.connectmigrator.report.MigrationOutcome.RolledBack;
import io.connectmigrator.report.MigrationReport;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What a migration guarantees between two Connect clusters on one Kafka cluster, on any kind of workers. The clusters have the
 * connectors of {@link io.connectmigrator.lab.plugin} among their plugins.
 */
public abstract class MigrationContract {

    private final Migrator migrator = Migrator.create();
    private final List<String> sinks = new ArrayList<>();

    /** For subclasses. */
    protected MigrationContract() {}

    /** {@return the cluster that connectors are on} */
    protected abstract ConnectClient source();

    /** {@return the cluster that they move to} */
    protected abstract ConnectClient target();

    /** {@return the reader of topics of their Kafka cluster} */
    protected abstract SequenceReader reader();

    /** {@return the file that a sink of that name writes to, as a worker would call it} */
    protected abstract String outputOf(String sink);

    /** {@return the tally of what a sink of that name wrote by now, on whichever cluster} */
    protected abstract SequenceTally writtenBy(String sink);

    @Test
    void a_running_source_moves_with_its_offsets_and_is_confirmed() {
        try (TestedConnector connector = connector().running()) {
            List<OffsetSnapshot> found = new ArrayList<>();
            MigrationPlan plan = connector
                    .planning()
                    // While neither copy runs, nothing changes them.
                    .onCutover((name, target) -> {
                        found.add(source().listOffsets(name));
                        found.add(target().listOffsets(target));
                    })
                    .build();

            MigrationReport report = migrator.migrate(plan);

            System.out.println(report);
            assertThat(report).matches(MigrationReport::succeeded);
            assertThat(found).hasSize(2);
            assertThat(found.get(0).size()).isEqualTo(2);
            assertThat(found.get(0).diff(found.get(1))).matches(SnapshotDiff::isEmpty);
            connector.assertSource(ConnectorState.STOPPED);
            connector.assertTarget(ConnectorState.RUNNING);
            connector.awaitMoreRecords();
            connector.assertExactlyOnce();

            assertThat(migrator.confirm(plan)).matches(MigrationReport::succeeded);
            assertThat(source().findConnector(connector.name())).isEmpty();
            connector.assertTarget(ConnectorState.RUNNING);
            connector.awaitMoreRecords();
            connector.assertExactlyOnce();
        }
    }

    @Test
    void a_source_that_is_rolled_back_continues_from_the_offsets_of_the_target() {
        try (TestedConnector connector = connector().running()) {
            MigrationPlan plan = connector.plan();
            assertThat(migrator.migrate(plan)).matches(MigrationReport::succeeded);
            connector.awaitMoreRecords();

            MigrationReport report = migrator.rollback(plan);

            System.out.println(report);
            assertThat(report.connectors().get(0).outcome()).isInstanceOf(RolledBack.class);
            assertThat(report.connectors().get(0).downtime()).isNotNull();
            connector.assertSource(ConnectorState.RUNNING);
            connector.assertTargetAsFound();
            connector.awaitMoreRecords();
            connector.assertExactlyOnce();
        }
    }

    @Test
    void a_running_sink_moves_continues_in_its_consumer_group_and_is_confirmed() {
        try (TestedConnector writer = connector().running()) {
            String sink = runningSink(writer);
            MigrationPlan plan = MigrationPlan.builder()
                    .from(source())
                    .to(target())
                    .connectors(sink)
                    .build();

            MigrationReport report = migrator.migrate(plan);

            System.out.println(report);
            assertThat(report).matches(MigrationReport::succeeded);
            TestedConnector.assertState(source(), sink, ConnectorState.STOPPED);
            TestedConnector.assertState(target(), sink, ConnectorState.RUNNING);
            awaitMoreFrom(sink);
            assertThat(writtenBy(sink)).matches(SequenceTally::exactlyOnce);

            assertThat(migrator.confirm(plan)).matches(MigrationReport::succeeded);
            assertThat(source().findConnector(sink)).isEmpty();
            awaitMoreFrom(sink);
            assertThat(writtenBy(sink)).matches(SequenceTally::exactlyOnce);
        }
    }

    @AfterEach
    void deleteSinks() {
        for (String sink : sinks) {
            for (ConnectClient cluster : List.of(source(), target())) {
                if (cluster.findConnector(sink).isPresent()) {
                    cluster.deleteConnector(sink);
                }
            }
        }
    }

    private TestedConnector connector() {
        return new TestedConnector(this::reader, source(), target());
    }

    /** Creates a sink on the source, and waits until it has written something and its group has offsets. */
    private String runningSink(TestedConnector writer) {
        String sink = "sink-of-" + writer.name();
        sinks.add(sink);
        source().createConnector(
                        sink,
                        ConnectorConfig.empty()
                                .with("connector.class", "SequenceSink")
                                .with("topics", writer.topic())
                                .with("tasks.max", "1")
                                .with("file", outputOf(sink)));
        awaitMoreFrom(sink);
        await().atMost(TestedConnector.DEADLINE)
                .until(() -> !source().listOffsets(sink).isEmpty());
        return sink;
    }

    private void awaitMoreFrom(String sink) {
        long enough = writtenBy(sink).records() + 100;
        await().atMost(TestedConnector.DEADLINE)
                .untilAsserted(() -> assertThat(writtenBy(sink).records()).isGreaterThanOrEqualTo(enough));
    }
}
