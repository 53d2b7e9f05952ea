package io.connectmigrator.migration.internal.step;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.connectmigrator.lab.sim.OffsetTopic;
import io.connectmigrator.lab.sim.SimulatedClusters;
import io.connectmigrator.plan.EmptyOffsets;
import io.connectmigrator.report.ConnectorReport;
import io.connectmigrator.report.MigrationOutcome.Moved;
import io.connectmigrator.report.MigrationOutcome.Undone;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import io.connectmigrator.report.Severity;
import io.connectmigrator.report.TransportChoice;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The offsets of the stopped source are read until two readings agree; empty or unreadable offsets end in an undo. */
class SnapshotStepTest extends SimulatedClusters {

    private static final String FIRST = "[\"orders\",{\"data\":\"data\",\"shard\":0}]";

    @BeforeEach
    void runSource() {
        simulation.run(source, "orders", SOURCE);
    }

    private OffsetTopic topic() {
        return kafka.offsetTopic(source.offsetTopic());
    }

    @Test
    void the_report_has_the_offsets_that_the_source_has_committed() {
        ConnectorReport report = migrate(plan().build());

        assertThat(report.outcome()).isInstanceOf(Moved.class);
        assertThat(report.offsetsMoved()).isEqualTo(2);
        assertThat(requireNonNull(report.before()).offsets())
                .extracting(offset ->
                        "{\"sequence\":" + requireNonNull(offset.offset()).get("sequence") + "}")
                .containsExactlyElementsOf(offsets(source).values());
        assertThat(requireNonNull(report.readWith()).via()).isEqualTo(TransportChoice.Via.REST);
    }

    @Test
    void a_commit_between_two_readings_is_not_missed() {
        at("GET /connectors/orders/offsets on source", 3, () -> topic().write(FIRST, "{\"sequence\":5000}"));

        assertThat(migrate(plan().build()).outcome()).isInstanceOf(Moved.class);

        assertThat(offsets(source)).containsEntry(FIRST, "{\"sequence\":5000}");
        assertThat(simulation.deliveries().all())
                .filteredOn(delivery ->
                        delivery.cluster().equals("target") && delivery.data().equals("data-0"))
                .allSatisfy(delivery -> assertThat(delivery.from()).isEqualTo(5_000));
    }

    @Test
    void a_source_without_offsets_is_not_moved() {
        loseOffsets();

        ConnectorReport report = migrate(plan().build());

        assertThat(report.outcome()).isEqualTo(new Undone(MigrationStep.SNAPSHOT));
        assertThat(report.problems())
                .extracting(Problem::code, Problem::severity)
                .containsExactly(tuple(ProblemCode.OFFSETS_EMPTY, Severity.ERROR));
        assertThat(source.targetState("orders")).isEqualTo("PAUSED");
        assertTargetUntouched();
    }

    @Test
    void a_source_without_offsets_is_moved_if_the_plan_allows_it() {
        loseOffsets();

        ConnectorReport report = migrate(plan().emptyOffsets(EmptyOffsets.ALLOW).build());

        assertThat(report.outcome()).isInstanceOf(Moved.class);
        assertThat(report.problems()).isEmpty();
        assertThat(target.targetState("orders")).isEqualTo("PAUSED");
    }

    private void loseOffsets() {
        operator(source).stop();
        simulation.sleep(Duration.ofSeconds(1));
        operator(source).resetOffsets();
        simulation.sleep(Duration.ofSeconds(1));
        operator(source).pause();
        simulation.sleep(Duration.ofSeconds(1));
    }

    @Test
    void a_source_with_offsets_that_rest_cannot_read_is_not_moved() {
        at(
                "PUT /connectors/orders/pause on source",
                () -> topic().write("[\"orders\",{\"shard\":7,\"data\":\"data\"}]", "{\"sequence\":1}"));

        ConnectorReport report = migrate(plan().build());

        assertThat(report.outcome()).isEqualTo(new Undone(MigrationStep.SNAPSHOT));
        assertThat(codes(report.problems())).containsExactly(ProblemCode.OFFSETS_UNREADABLE);
        assertRunsOnlyOn(source);
        assertTargetUntouched();
    }
}
