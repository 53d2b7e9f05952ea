package io.connectmigrator.migration.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.lab.sim.SimulatedClusters;
import io.connectmigrator.migration.MigrationPlan;
import io.connectmigrator.plan.WaveGate;
import io.connectmigrator.report.ConnectorReport;
import io.connectmigrator.report.MigrationReport;
import io.connectmigrator.report.ProblemCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A gate decides whether the next wave starts. Changes made while it is closed are seen when it opens. */
class GatesTest extends SimulatedClusters {

    private final List<String> asked = new ArrayList<>();

    @BeforeEach
    void runTwo() {
        simulation.run(source, "pilot", Map.of("connector.class", "SimulatedSource", "data", "pilot"));
        simulation.run(source, "orders", SOURCE);
    }

    private MigrationReport migrate(WaveGate gate) {
        MigrationPlan plan = MigrationPlan.builder()
                .from(client(source))
                .to(client(target))
                .connectors("pilot", "orders")
                .wave("pilot")
                .gate((wave, reports) -> {
                    asked.add("after wave " + wave + ": " + outcomes(reports));
                    return gate.mayGoOn(wave, reports);
                })
                .build();
        return report(migrator().start(plan));
    }

    /** Opens 40 minutes after it was asked; the action runs in between. */
    private WaveGate meanwhile(Runnable action) {
        return (wave, reports) -> {
            CompletableFuture<Boolean> answer = new CompletableFuture<>();
            simulation.time().after(Duration.ofMinutes(20).toNanos(), action);
            process.scheduler().schedule(Duration.ofMinutes(40), () -> answer.complete(true));
            return answer;
        };
    }

    private void assertStopped(MigrationReport report, String why) {
        assertThat(outcomes(report.connectors())).containsExactly("pilot moved", "orders not started");
        assertThat(asked).containsExactly("after wave 1: [pilot moved]");
        assertThat(report.connectors().get(1).problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ProblemCode.GATE_CLOSED);
            assertThat(problem.message()).contains(why);
        });
        assertThat(target.connectorNames()).containsExactly("pilot");
        assertRunsOnlyOn(source);
    }

    private static List<String> outcomes(List<ConnectorReport> reports) {
        return reports.stream()
                .map(report -> report.connector() + " " + report.outcome())
                .toList();
    }

    @Test
    void an_open_gate_is_asked_once_between_two_waves() {
        MigrationReport report = migrate((wave, reports) -> CompletableFuture.completedFuture(true));

        assertThat(outcomes(report.connectors())).containsExactly("pilot moved", "orders moved");
        assertThat(asked).containsExactly("after wave 1: [pilot moved]");
        assertRunsOnlyOn(target);
    }

    @Test
    void the_next_wave_does_not_start_after_a_no() {
        assertStopped(migrate((wave, reports) -> CompletableFuture.completedFuture(false)), "answered no");
    }

    @Test
    void a_gate_that_throws_is_closed() {
        assertStopped(
                migrate((wave, reports) -> {
                    throw new NoSuchMethodError("gone");
                }),
                "NoSuchMethodError");
    }

    @Test
    void a_gate_whose_answer_fails_is_closed() {
        assertStopped(
                migrate((wave, reports) -> CompletableFuture.failedFuture(new IllegalStateException("no answer"))),
                "no answer");
    }

    @Test
    @SuppressWarnings("NullAway") // what a caller without such an analyser may do
    void a_gate_that_returns_null_is_closed() {
        assertStopped(migrate((wave, reports) -> null), "failed");
    }

    @Test
    void a_closed_gate_is_asked_again_by_the_next_call() {
        migrate((wave, reports) -> CompletableFuture.completedFuture(false));

        MigrationReport report = migrate((wave, reports) -> CompletableFuture.completedFuture(true));

        assertThat(outcomes(report.connectors())).containsExactly("pilot moved", "orders moved");
        assertThat(asked).containsExactly("after wave 1: [pilot moved]", "after wave 1: [pilot moved]");
        assertRunsOnlyOn(target);
    }

    @Test
    void a_config_that_is_changed_during_the_gate_is_the_one_that_is_moved() {
        MigrationReport report = migrate(meanwhile(() -> operator(source).reconfigure("batch", "2")));

        assertThat(outcomes(report.connectors())).containsExactly("pilot moved", "orders moved");
        assertThat(target.config("orders")).containsEntry("batch", "2");
        assertRunsOnlyOn(target);
    }

    @Test
    void a_target_created_by_an_operator_during_the_gate_is_left_alone() {
        Map<String, String> others = Map.of("connector.class", "SimulatedSource", "data", "others");

        MigrationReport report = migrate(meanwhile(() -> operator(target).create(others)));

        assertThat(outcomes(report.connectors())).containsExactly("pilot moved", "orders refused");
        assertThat(codes(report.connectors().get(1).problems())).containsExactly(ProblemCode.NAME_TAKEN);
        assertThat(target.config("orders")).containsAllEntriesOf(others);
        assertThat(source.isCopying("orders")).isTrue();
    }

    @Test
    void a_connector_that_is_stopped_during_the_gate_is_moved_stopped() {
        MigrationReport report = migrate(meanwhile(() -> operator(source).stop()));

        assertThat(outcomes(report.connectors())).containsExactly("pilot moved", "orders moved");
        assertThat(codes(report.connectors().get(1).problems())).containsExactly(ProblemCode.SOURCE_ALREADY_STOPPED);
        assertThat(target.targetState("orders")).isEqualTo("STOPPED");
    }

    @Test
    void a_connector_that_is_deleted_during_the_gate_is_refused() {
        MigrationReport report = migrate(meanwhile(() -> operator(source).delete()));

        assertThat(outcomes(report.connectors())).containsExactly("pilot moved", "orders refused");
        assertThat(codes(report.connectors().get(1).problems())).containsExactly(ProblemCode.CONNECTOR_NOT_FOUND);
        assertThat(target.connectorNames()).containsExactly("pilot");
    }
}
