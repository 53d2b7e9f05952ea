package io.connectmigrator.kafka;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.InitialState;
import io.connectmigrator.lab.ConnectCluster;
import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.lab.moving.TestedConnector;
import io.connectmigrator.migration.Migrator;
import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.report.ConnectorReport;
import io.connectmigrator.report.MigrationReport;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import io.connectmigrator.report.TransportChoice.Via;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Connectors whose partitions are not in the order of a HashMap, between workers of the newest version. */
@ExtendWith(SharedLaboratory.class)
class KeyOrderIT {

    private static final String[] LINKED = {"partition.map", "linked", "partition.fields", "id,zone"};

    private final Laboratory lab;
    private final OpenClients clients = new OpenClients();
    private final ConnectCluster from;
    private final ConnectClient source;
    private final ConnectClient target;

    KeyOrderIT(Laboratory lab) {
        this.lab = lab;
        this.from = lab.cluster("source", KafkaVersion.V4_3);
        this.source = clients.of(from);
        this.target = clients.of(lab.cluster("target", KafkaVersion.V4_3));
    }

    @AfterEach
    void close() {
        clients.close();
    }

    @Test
    void it_moves_through_the_topic_exactly_once_where_rest_alone_reads_everything_again() {
        try (TestedConnector byTopic = new TestedConnector(lab, source, target);
                TestedConnector byRest = new TestedConnector(lab, source, target)) {
            byTopic.running(LINKED);
            byRest.running(LINKED);

            MigrationReport report = Migrator.create().migrate(byTopic.plan());
            moveOverRest(byRest);

            System.out.println(report);
            assertThat(report).matches(MigrationReport::succeeded);
            byTopic.awaitMoreRecords();
            byTopic.assertExactlyOnce();
            await().atMost(TestedConnector.DEADLINE)
                    .untilAsserted(() -> assertThat(byRest.tally().doubled()).isGreaterThanOrEqualTo(100));
            System.out.println("over REST alone: " + byRest.tally());
        }
    }

    /** What a careful person would do by hand: stop, list, create stopped, alter with the right values, resume. */
    private void moveOverRest(TestedConnector connector) {
        String name = connector.name();
        source.pause(name);
        awaitState("PAUSED", name);
        source.stop(name);
        awaitState("STOPPED", name);
        assertThat(source.restOffsets().listOffsets(name).offsets()).allMatch(ConnectorOffset::isNull);
        OffsetSnapshot offsets = OffsetSnapshot.of(source.listOffsets(name).offsets());
        target.createConnector(name, connector.config(LINKED), InitialState.STOPPED);
        await().atMost(TestedConnector.DEADLINE)
                .until(() -> target.findStatus(name).isPresent());
        target.restOffsets().alterOffsets(name, offsets);
        target.resume(name);
    }

    private void awaitState(String state, String connector) {
        await().atMost(TestedConnector.DEADLINE)
                .until(() -> source.status(connector).state().name().equals(state)
                        && source.status(connector).tasks().stream()
                                .allMatch(task -> task.state().name().equals(state)));
    }

    /** Whatever a connector answers that does not take part, its offsets go the same way, so without {@code every.point} there is one such answer. */
    private static Stream<Arguments> alterations() {
        return Stream.of(
                        Arguments.of("accept", Via.REST_AND_CONFIGURED),
                        Arguments.of("refuse", Via.CONFIGURED),
                        Arguments.of("decline", Via.CONFIGURED),
                        Arguments.of("unsupported", Via.CONFIGURED))
                .limit(Boolean.getBoolean("every.point") ? 4 : 2);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("alterations")
    void a_connector_that_handles_alters_is_called_over_rest(String alteration, Via via) {
        try (TestedConnector connector = new TestedConnector(lab, source, target)) {
            connector.running("partition.map", "linked", "partition.fields", "id,zone", "alter.offsets", alteration);

            Migrator migrator = Migrator.create();

            MigrationReport there = migrator.migrate(connector.plan());

            assertThat(there).matches(MigrationReport::succeeded);
            assertThat(writtenWith(there)).isEqualTo(via);
            // What REST has written under keys of its own is gone.
            assertThat(target.listOffsets(connector.name()).unlisted()).isEmpty();
            connector.awaitMoreRecords();
            connector.assertExactlyOnce();

            MigrationReport back = migrator.rollback(connector.plan());

            assertThat(back).matches(MigrationReport::succeeded);
            assertThat(writtenWith(back)).isEqualTo(via);
            connector.awaitMoreRecords();
            connector.assertExactlyOnce();
        }
    }

    @Test
    void a_duplicate_that_hides_the_live_key_is_named_and_the_live_one_counts() {
        try (TestedConnector connector = new TestedConnector(lab, source, target)) {
            connector.running(LINKED);
            hideKeysBehindEqualOnes(connector);

            MigrationReport report = Migrator.create().migrate(connector.plan());

            System.out.println(report);
            assertThat(report).matches(MigrationReport::succeeded);
            assertThat(report.problems()).extracting(Problem::code).contains(ProblemCode.SHADOW_KEY);
            connector.awaitMoreRecords();
            connector.assertExactlyOnce();
        }
    }

    /** Alters the offsets over REST, which the task does not notice: it goes on from its own. */
    private void hideKeysBehindEqualOnes(TestedConnector connector) {
        String name = connector.name();
        source.pause(name);
        awaitState("PAUSED", name);
        source.stop(name);
        awaitState("STOPPED", name);
        List<ConnectorOffset> stale = source.listOffsets(name).offsets().stream()
                .map(offset -> new ConnectorOffset(offset.partition(), Map.of("seq", 3)))
                .toList();
        source.restOffsets().alterOffsets(name, OffsetSnapshot.of(stale));
        source.resume(name);
        connector.awaitMoreRecords();
        assertThat(source.restOffsets().listOffsets(name).offsets()).containsExactlyInAnyOrderElementsOf(stale);
    }

    @Test
    void without_a_topic_to_write_to_it_is_refused() {
        ConnectClient onlyRest = TestedConnector.client(lab.cluster("target", KafkaVersion.V4_3));
        try (TestedConnector connector = new TestedConnector(lab, source, onlyRest)) {
            connector.running(LINKED);
            connector.awaitOffsets(source);

            MigrationReport report = Migrator.create().migrate(connector.plan());

            assertThat(report.problems()).extracting(Problem::code).contains(ProblemCode.OFFSETS_NEED_TRANSPORT);
            connector.assertTargetAsFound();
        }
    }

    private static Via writtenWith(MigrationReport report) {
        ConnectorReport connector = report.connectors().get(0);
        return requireNonNull(connector.writtenWith()).via();
    }
}
