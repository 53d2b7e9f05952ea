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
import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.plan.CutoverHook;
import io.connectmigrator.plan.ExistingOffsets;
import io.connectmigrator.report.MigrationCheck;
import io.connectmigrator.report.MigrationOutcome.Refused;
import io.connectmigrator.report.MigrationOutcome.Undone;
import io.connectmigrator.report.MigrationReport;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Targets whose workers start whatever they create: the offsets are there before the connector. */
@ExtendWith(SharedLaboratory.class)
class SeededTargetIT {

    private static final OffsetSnapshot LEFTOVERS =
            OffsetSnapshot.of(List.of(new ConnectorOffset(Map.of("id", "left over"), Map.of("seq", 7))));

    private final Laboratory lab;
    private final ConnectCluster from;
    private final OpenClients clients = new OpenClients();
    private final ConnectClient target;
    private final TestedConnector connector;

    SeededTargetIT(Laboratory lab) {
        this.lab = lab;
        this.from = lab.cluster("source", KafkaVersion.V4_3);
        // A cluster that EveryVersionIT has too.
        ConnectCluster to = lab.cluster("source", KafkaVersion.V3_6);
        this.target = clients.of(to);
        this.connector = new TestedConnector(lab, clients.of(from), target);
    }

    @AfterEach
    void close() {
        connector.close();
        clients.close();
    }

    @Test
    void offsets_that_were_read_over_rest_are_written_as_rest_would() {
        TestedConnector overRest = new TestedConnector(lab, TestedConnector.client(from), target);
        try (overRest) {
            overRest.running("partition.fields", "id,zone");

            MigrationReport report = Migrator.create().migrate(overRest.plan());

            assertThat(report).matches(MigrationReport::succeeded);
            overRest.awaitMoreRecords();
            overRest.assertExactlyOnce();
        }
    }

    @Test
    void leftover_offsets_are_found_by_the_check_already() {
        connector.running();
        target.offsetTransport().alterOffsets(connector.name(), LEFTOVERS);

        MigrationCheck check = Migrator.create().check(connector.plan());

        assertThat(check.passed()).isFalse();
        assertThat(check.problems()).extracting(Problem::code).contains(ProblemCode.LEFTOVER_OFFSETS);
    }

    @Test
    void a_failure_before_it_is_created_puts_the_leftovers_back() {
        connector.running();
        target.offsetTransport().alterOffsets(connector.name(), LEFTOVERS);

        MigrationReport report = Migrator.create()
                .migrate(connector
                        .planning()
                        .existingOffsets(ExistingOffsets.REPLACE)
                        .onCutover(failing())
                        .build());

        assertThat(report.connectors().get(0).outcome()).isEqualTo(new Undone(MigrationStep.CUT_OVER));
        connector.assertTargetAsFound();
        assertThat(target.listOffsets(connector.name())).isEqualTo(LEFTOVERS);
        connector.assertSource(ConnectorState.RUNNING);
        connector.awaitMoreRecords();
        connector.assertExactlyOnce();
    }

    @Test
    void leftovers_that_may_go_are_replaced() {
        connector.running();
        target.offsetTransport().alterOffsets(connector.name(), LEFTOVERS);

        MigrationReport report = Migrator.create()
                .migrate(connector
                        .planning()
                        .existingOffsets(ExistingOffsets.REPLACE)
                        .build());

        assertThat(report).matches(MigrationReport::succeeded);
        assertThat(target.listOffsets(connector.name()).offsets()).doesNotContainAnyElementsOf(LEFTOVERS.offsets());
        connector.awaitMoreRecords();
        connector.assertExactlyOnce();
    }

    @Test
    void a_connector_that_another_creates_in_the_meantime_is_left_alone() {
        connector.running();
        String elsewhere = "rival-of-" + connector.name();

        MigrationReport report = Migrator.create()
                .migrate(connector
                        .planning()
                        .onCutover((name, to) ->
                                target.createConnector(name, connector.config("topic", elsewhere, "limit", "0")))
                        .build());

        assertThat(report.connectors().get(0).outcome()).isEqualTo(new Undone(MigrationStep.RESUME));
        assertThat(report.problems()).extracting(Problem::code).contains(ProblemCode.NAME_TAKEN);
        assertThat(target.config(connector.name()).get("topic")).isEqualTo(elsewhere);
        connector.assertSource(ConnectorState.RUNNING);
        connector.awaitMoreRecords();
        connector.assertExactlyOnce();
    }

    @Test
    void a_paused_connector_is_refused_since_it_would_be_started() {
        connector.running();
        connector.source().pause(connector.name());
        await().atMost(TestedConnector.DEADLINE).untilAsserted(() -> connector.assertSource(ConnectorState.PAUSED));

        MigrationReport report = Migrator.create().migrate(connector.plan());

        assertThat(report.connectors().get(0).outcome()).isInstanceOf(Refused.class);
        assertThat(report.problems()).extracting(Problem::code).contains(ProblemCode.NOT_SUPPORTED);
        connector.assertTargetAsFound();
    }

    private static CutoverHook failing() {
        return cutover -> {
            throw new IllegalStateException("not today");
        };
    }
}
