package io.connectmigrator.migration.internal.connector;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.lab.sim.AuditLog.Change;
import io.connectmigrator.lab.sim.AuditLog.Kind;
import io.connectmigrator.lab.sim.ClusterSettings;
import io.connectmigrator.lab.sim.ConnectVersion;
import io.connectmigrator.lab.sim.SimulatedClusters;
import io.connectmigrator.lab.sim.SimulatedConnect;
import io.connectmigrator.report.ConnectorReport;
import io.connectmigrator.report.MigrationOutcome.Moved;
import io.connectmigrator.report.MigrationOutcome.Undone;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A source that has committed nothing: if it commits at its stop it moves, and if it has read nothing it is resumed at once. */
class EmptySourceTest extends SimulatedClusters {

    private static final Map<String, String> IDLE =
            Map.of("connector.class", "SimulatedSource", "tasks.max", "2", "batch", "0");

    @Test
    void a_check_names_the_interval_after_which_offsets_may_be_there() {
        simulation.run(source, "orders", IDLE);

        assertWarning(plan().build(), ProblemCode.OFFSETS_EMPTY);
        assertThat(check(plan().build()).problems().toString())
                .contains(
                        "offset.flush.interval.ms",
                        "60 s by default",
                        "REST shows neither that interval nor how long the connector has run",
                        "Check again after that interval",
                        "brings it back at once");
    }

    @Test
    void a_source_that_commits_for_the_first_time_at_its_stop_moves_without_a_warning() {
        SimulatedConnect slow = simulation.connect(
                "slow", ConnectVersion.V4_3, ClusterSettings.DEFAULT.flushInterval(Duration.ofMinutes(1)), 1, kafka);
        simulation.run(slow, "orders", SOURCE);
        assertWarning(plan(slow, target).build(), ProblemCode.OFFSETS_EMPTY);

        ConnectorReport report = migrate(plan(slow, target).build());

        assertThat(report.outcome()).isInstanceOf(Moved.class);
        assertThat(report.problems()).isEmpty();
        assertRunsOnlyOn(target);
    }

    @Test
    void a_source_that_has_read_nothing_is_resumed_at_once_and_reported_once() {
        simulation.run(source, "orders", IDLE);

        ConnectorReport report = migrate(plan().build());

        assertThat(report.outcome()).isEqualTo(new Undone(MigrationStep.SNAPSHOT));
        assertThat(report.problems()).hasSize(1).allSatisfy(problem -> {
            assertThat(problem.code()).isEqualTo(ProblemCode.OFFSETS_EMPTY);
            assertThat(problem.isError()).isTrue();
            assertThat(problem.message())
                    .containsPattern("has no offsets.*was stopped to find that out, and ran again after 1?[0-9]{2} ms");
        });
        assertThat(between("PAUSED", "STARTED")).isLessThan(Duration.ofMillis(100));
        assertThat(between("STOPPED", "STARTED")).isLessThan(Duration.ofMillis(40));
        assertRunsOnlyOn(source);
        assertTargetUntouched();
    }

    @Test
    void after_a_slow_stop_nothing_is_waited_for_that_could_only_prolong_the_outage() {
        simulation.run(source, "orders", IDLE);
        source.stretchOneFlush(Duration.ofSeconds(4).toNanos());

        assertThat(migrate(plan().build()).outcome()).isEqualTo(new Undone(MigrationStep.SNAPSHOT));

        assertThat(between("STOPPED", "STARTED")).isBetween(Duration.ofSeconds(4), Duration.ofMillis(4_500));
        assertRunsOnlyOn(source);
    }

    /** {@return the time from one change of the target state of the source to another} */
    private Duration between(String first, String second) {
        return Duration.ofNanos(changedTo(second) - changedTo(first));
    }

    private long changedTo(String state) {
        List<Change> changes = simulation.audit().changes();
        return changes.stream()
                .filter(change -> change.kind() == Kind.TARGET_STATE_CHANGED && state.equals(change.after()))
                .mapToLong(Change::at)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_source_that_is_at_rest_without_offsets_is_an_error_of_the_check() {
        simulation.run(source, "orders", IDLE);
        source.removePlugin("SimulatedSource");
        simulation.sleep(Duration.ofSeconds(1));

        assertThat(check(planOverTopics(source, target).build()).problems())
                .filteredOn(Problem::isError)
                .extracting(Problem::code)
                .contains(ProblemCode.OFFSETS_EMPTY);
    }
}
