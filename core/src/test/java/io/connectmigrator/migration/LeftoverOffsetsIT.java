package io.connectmigrator.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.connect.InitialState;
import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.lab.moving.TestedConnector;
import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.plan.ExistingOffsets;
import io.connectmigrator.report.MigrationOutcome;
import io.connectmigrator.report.MigrationOutcome.RolledBack;
import io.connectmigrator.report.MigrationOutcome.Undone;
import io.connectmigrator.report.MigrationReport;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Offsets outlive the connector that they belonged to, and wait on the target for the next one of that name. */
@ExtendWith(SharedLaboratory.class)
class LeftoverOffsetsIT {

    /** One partition that the connector has as well, and one that it has not. */
    private static final OffsetSnapshot LEFTOVERS =
            OffsetSnapshot.of(List.of(offset("0", 1_000_000), offset("gone", 7)));

    private final TestedConnector connector;
    private final Migrator migrator = Migrator.create();

    LeftoverOffsetsIT(Laboratory lab) {
        connector = TestedConnector.between(
                lab, lab.cluster("source", KafkaVersion.V4_3), lab.cluster("target", KafkaVersion.V3_7));
    }

    @BeforeEach
    void leaveOffsets() {
        connector.running();
        connector.target().createConnector(connector.name(), connector.config(), InitialState.STOPPED);
        connector.target().alterOffsets(connector.name(), LEFTOVERS);
        connector.target().deleteConnector(connector.name());
    }

    @AfterEach
    void close() {
        connector.close();
    }

    @Test
    void they_are_refused_and_named() {
        MigrationReport report = migrator.migrate(connector.plan());

        assertThat(outcome(report)).isEqualTo(new Undone(MigrationStep.PREPARE));
        assertThat(report.problems()).extracting(Problem::code).contains(ProblemCode.LEFTOVER_OFFSETS);
        connector.assertSource(ConnectorState.RUNNING);
        assertThat(leftovers()).isEqualTo(LEFTOVERS);
        connector.awaitMoreRecords();
        connector.assertExactlyOnce();
    }

    @Test
    void they_are_replaced_if_the_plan_says_so_and_put_back_by_a_rollback() {
        MigrationPlan plan =
                connector.planning().existingOffsets(ExistingOffsets.REPLACE).build();
        assertThat(migrator.migrate(plan)).matches(MigrationReport::succeeded);
        assertThat(connector.target().listOffsets(connector.name()).size()).isEqualTo(2);
        connector.awaitMoreRecords();
        connector.assertExactlyOnce();

        assertThat(outcome(migrator.rollback(plan))).isInstanceOf(RolledBack.class);

        assertThat(leftovers()).isEqualTo(LEFTOVERS);
        connector.awaitMoreRecords();
        connector.assertExactlyOnce();
    }

    /** What a new connector of that name would find. */
    private OffsetSnapshot leftovers() {
        connector.assertTargetAsFound();
        connector.target().createConnector(connector.name(), connector.config(), InitialState.STOPPED);
        return connector.target().listOffsets(connector.name());
    }

    private static ConnectorOffset offset(String id, long sequence) {
        return new ConnectorOffset(Map.of("id", id), Map.of("sequence", sequence));
    }

    private static MigrationOutcome outcome(MigrationReport report) {
        return report.connectors().get(0).outcome();
    }
}
