package io.connectmigrator.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.lab.sim.Fault;
import io.connectmigrator.lab.sim.SimulatedClusters;
import io.connectmigrator.report.ConnectorReport;
import io.connectmigrator.report.MigrationOutcome.Moved;
import io.connectmigrator.report.MigrationOutcome.NotStarted;
import io.connectmigrator.report.MigrationOutcome.Undone;
import io.connectmigrator.report.MigrationReport;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.ProblemCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A cancelled run undoes what it has done, unless the target was resumed. */
class CancelTest extends SimulatedClusters {

    @BeforeEach
    void runSource() {
        simulation.run(source, "orders", SOURCE);
    }

    private MigrationReport cancelledAt(String point, int number, MigrationPlan plan) {
        MigrationRun run = migrator().start(plan);
        at(point, number, run::cancel);
        return report(run);
    }

    private ConnectorReport cancelledAt(String point, int number) {
        return cancelledAt(point, number, plan().build()).connectors().get(0);
    }

    @Test
    void a_run_that_is_cancelled_before_its_first_request_changes_nothing() {
        MigrationRun run = migrator().start(plan().build());
        run.cancel();

        ConnectorReport report = report(run).connectors().get(0);

        assertThat(report.outcome()).isEqualTo(new NotStarted());
        assertThat(codes(report.problems())).containsExactly(ProblemCode.CANCELLED);
        assertThat(changes()).isEmpty();
        assertThat(journal.entries()).isEmpty();
        assertRunsOnlyOn(source);
    }

    @Test
    void a_run_that_is_cancelled_during_the_check_changes_nothing() {
        ConnectorReport report = cancelledAt("GET /connector-plugins?connectorsOnly=false on target", 1);

        assertThat(report.outcome()).isEqualTo(new NotStarted());
        assertThat(codes(report.problems())).containsExactly(ProblemCode.CANCELLED);
        assertThat(changes()).isEmpty();
        assertThat(phases()).isEmpty();
        assertRunsOnlyOn(source);
    }

    @ParameterizedTest
    @CsvSource({"POST /connectors on target, 1", "POST /connectors on target answered, 1"})
    void a_target_that_is_being_created_is_deleted_again(String point, int number) {
        ConnectorReport report = cancelledAt(point, number);

        assertThat(report.outcome()).isIn(new Undone(MigrationStep.PREPARE), new NotStarted());
        assertThat(codes(report.problems())).containsExactly(ProblemCode.CANCELLED);
        assertThat(changes()).containsExactly("target CREATED", "target DELETED");
        assertThat(phases()).isEmpty();
        assertRunsOnlyOn(source);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PUT /connectors/orders/pause on source",
                "PUT /connectors/orders/pause on source answered",
                "PUT /connectors/orders/stop on source",
                "PUT /connectors/orders/stop on source answered"
            })
    void a_source_that_is_being_quiesced_is_resumed(String point) {
        ConnectorReport report = cancelledAt(point, 1);

        assertThat(report.outcome()).isEqualTo(new Undone(MigrationStep.QUIESCE));
        assertThat(codes(report.problems())).containsExactly(ProblemCode.CANCELLED);
        assertRunsOnlyOn(source);
        assertTargetUntouched();
    }

    @Test
    void offsets_that_are_being_written_are_removed_again() {
        ConnectorReport report = cancelledAt("PATCH /connectors/orders/offsets on target", 1);

        assertThat(report.outcome()).isInstanceOf(Undone.class);
        assertThat(codes(report.problems())).containsExactly(ProblemCode.CANCELLED);
        assertRunsOnlyOn(source);
        assertTargetUntouched();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /connectors on target",
                "PUT /connectors/orders/pause on source",
                "PUT /connectors/orders/stop on source",
                "PATCH /connectors/orders/offsets on target"
            })
    void a_request_that_a_worker_does_long_after_the_run_was_cancelled_leaves_nothing_behind(String request) {
        MigrationRun run = migrator().start(plan().build());
        at(
                request,
                1,
                Fault.NO_ANSWER_DONE_LATE,
                () -> simulation.time().after(Duration.ofSeconds(1).toNanos(), run::cancel));

        ConnectorReport report = report(run).connectors().get(0);
        simulation.sleep(Duration.ofMinutes(3));

        assertThat(report.outcome()).isInstanceOfAny(Undone.class, NotStarted.class);
        assertThat(codes(report.problems())).contains(ProblemCode.CANCELLED);
        assertRunsOnlyOn(source);
        assertTargetUntouched();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"PUT /connectors/orders/resume on target", "PUT /connectors/orders/resume on target answered"})
    void a_run_that_is_cancelled_after_the_target_was_resumed_finishes(String point) {
        ConnectorReport report = cancelledAt(point, 1);

        assertThat(report.outcome()).isInstanceOf(Moved.class);
        assertThat(report.problems()).isEmpty();
        assertRunsOnlyOn(target);
    }

    @Test
    void the_target_of_a_connector_that_waits_for_a_permit_is_deleted_again() {
        simulation.run(source, "payments", Map.of("connector.class", "SimulatedSource", "data", "payments"));
        use(process.migrator(journal).concurrency(1));
        MigrationPlan plan = MigrationPlan.builder()
                .from(client(source))
                .to(client(target))
                .connectors("orders", "payments")
                .build();

        MigrationReport report = cancelledAt("PUT /connectors/orders/resume on target", 1, plan);

        assertThat(report.connectors())
                .extracting(connector -> connector.outcome().toString())
                .containsExactly("moved", "not started");
        assertThat(codes(report.connectors().get(1).problems())).containsExactly(ProblemCode.CANCELLED);
        assertThat(target.connectorNames()).containsExactly("orders");
        assertThat(simulation.audit().changes())
                .filteredOn(change -> change.author().equals("service")
                        && change.cluster().equals("source")
                        && change.connector().equals("payments"))
                .isEmpty();
        assertRunsOnlyOn(target);
    }

    @Test
    void a_gate_that_gives_no_answer_does_not_delay_the_end_of_a_cancelled_run() {
        simulation.run(source, "payments", Map.of("connector.class", "SimulatedSource", "data", "payments"));
        MigrationRun[] run = new MigrationRun[1];
        run[0] = migrator()
                .start(MigrationPlan.builder()
                        .from(client(source))
                        .to(client(target))
                        .connectors("orders", "payments")
                        .wave("orders")
                        .gate((wave, reports) -> {
                            simulation.time().after(Duration.ofMinutes(1).toNanos(), () -> run[0].cancel());
                            return new CompletableFuture<>();
                        })
                        .build());

        MigrationReport report = report(run[0]);

        assertThat(report.took()).isLessThan(Duration.ofMinutes(2));
        assertThat(report.connectors())
                .extracting(connector -> connector.outcome().toString())
                .containsExactly("moved", "not started");
        assertThat(target.connectorNames()).containsExactly("orders");
    }

    @Test
    void a_run_that_is_cancelled_during_the_check_after_a_gate_does_not_start_the_next_wave() {
        simulation.run(source, "payments", Map.of("connector.class", "SimulatedSource", "data", "payments"));
        MigrationPlan plan = MigrationPlan.builder()
                .from(client(source))
                .to(client(target))
                .connectors("orders", "payments")
                .wave("orders")
                .gate((wave, reports) -> CompletableFuture.completedFuture(true))
                .build();

        MigrationReport report = cancelledAt("GET /connectors/payments/offsets on source", 2, plan);

        assertThat(report.connectors())
                .extracting(connector -> connector.outcome().toString())
                .containsExactly("moved", "not started");
        assertThat(codes(report.connectors().get(1).problems())).containsExactly(ProblemCode.CANCELLED);
        assertThat(target.connectorNames()).containsExactly("orders");
    }

    @Test
    void the_same_call_after_a_cancelled_run_moves_the_connector() {
        cancelledAt("PUT /connectors/orders/stop on source", 1);

        assertThat(migrate(plan().build()).outcome()).isInstanceOf(Moved.class);

        assertRunsOnlyOn(target);
    }

    @Test
    void cancelling_the_completion_does_not_cancel_the_run() {
        MigrationRun run = migrator().start(plan().build());
        at("PUT /connectors/orders/stop on source", () -> run.completion().cancel(true));

        assertThat(report(run).succeeded()).isTrue();

        assertRunsOnlyOn(target);
    }

    @Test
    void completing_the_completion_does_not_end_the_run() {
        MigrationReport empty = new MigrationReport(Instant.EPOCH, Duration.ZERO, List.of(), List.of());
        MigrationRun run = migrator().start(plan().build());
        at("PUT /connectors/orders/stop on source", () -> run.completion().complete(empty));

        assertThat(report(run).connectors())
                .singleElement()
                .satisfies(report -> assertThat(report.outcome()).isInstanceOf(Moved.class));

        assertRunsOnlyOn(target);
    }
}
