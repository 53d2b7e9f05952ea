package io.connectmigrator.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.lab.moving.TestedConnector;
import io.connectmigrator.plan.RehearsedWrite;
import io.connectmigrator.report.ConnectorReport;
import io.connectmigrator.report.MigrationOutcome;
import io.connectmigrator.report.MigrationOutcome.Rehearsed;
import io.connectmigrator.report.MigrationReport;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Rehearsals on real workers: one that passes is followed by a move that passes, one that fails by a move that fails for that reason. */
@ExtendWith(SharedLaboratory.class)
class RehearsalIT {

    private final Migrator migrator = Migrator.create();
    private final Laboratory lab;
    private final ConnectClient source;
    private final ConnectClient target;

    RehearsalIT(Laboratory lab) {
        this.lab = lab;
        this.source = TestedConnector.client(lab.cluster("source", KafkaVersion.V4_3));
        this.target = TestedConnector.client(lab.cluster("target", KafkaVersion.V4_3));
    }

    private static ConnectorReport only(MigrationReport report) {
        return report.connectors().get(0);
    }

    private static List<ProblemCode> errors(MigrationReport report) {
        return report.problems().stream()
                .filter(Problem::isError)
                .map(Problem::code)
                .toList();
    }

    private static void assertNothingLeft(TestedConnector connector) {
        assertThat(connector.target().listConnectors())
                .doesNotContain(connector.name(), connector.name() + "-rehearsal");
        connector.assertSource(ConnectorState.RUNNING);
    }

    @Test
    void a_rehearsal_that_passes_is_followed_by_a_move_that_passes() {
        try (TestedConnector connector = new TestedConnector(lab, source, target)) {
            connector.running().awaitOffsets(source);
            MigrationPlan plan =
                    connector.planning().rehearsedWrite(RehearsedWrite.WRITE).build();

            MigrationReport rehearsal = migrator.rehearse(plan);

            assertThat(only(rehearsal).outcome()).as("%s", rehearsal).isEqualTo(new Rehearsed(true));
            assertThat(only(rehearsal).writtenWith()).isNotNull();
            assertNothingLeft(connector);

            assertThat(migrator.migrate(plan).succeeded()).isTrue();
            connector.awaitMoreRecords();
            connector.assertExactlyOnce();
        }
    }

    @Test
    void a_connector_that_takes_part_in_alterations_is_not_altered_unless_the_plan_says_so() {
        try (TestedConnector connector = new TestedConnector(lab, source, target)) {
            connector.running().awaitOffsets(source);

            MigrationReport rehearsal = migrator.rehearse(connector.plan());

            assertThat(only(rehearsal).outcome()).as("%s", rehearsal).isEqualTo(new Rehearsed(false));
            assertThat(rehearsal.problems()).extracting(Problem::code).contains(ProblemCode.REHEARSED_IN_PART);
            assertNothingLeft(connector);
        }
    }

    @Test
    void a_rehearsal_that_fails_names_what_the_move_would_meet() {
        try (TestedConnector connector = new TestedConnector(lab, source, target)) {
            connector.running("alter.offsets", "refuse").awaitOffsets(source);
            MigrationPlan plan =
                    connector.planning().rehearsedWrite(RehearsedWrite.WRITE).build();

            MigrationReport rehearsal = migrator.rehearse(plan);

            assertThat(only(rehearsal).outcome()).as("%s", rehearsal).isInstanceOf(MigrationOutcome.Undone.class);
            assertNothingLeft(connector);

            MigrationReport move = migrator.migrate(plan);
            assertThat(only(move).outcome()).isEqualTo(only(rehearsal).outcome());
            assertThat(errors(move)).isEqualTo(errors(rehearsal));
            connector.awaitMoreRecords();
            connector.assertExactlyOnce();
        }
    }
}
