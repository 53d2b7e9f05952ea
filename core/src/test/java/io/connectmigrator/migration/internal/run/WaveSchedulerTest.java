package io.connectmigrator.migration.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.lab.sim.AuditLog.Change;
import io.connectmigrator.lab.sim.AuditLog.Kind;
import io.connectmigrator.lab.sim.SimulatedClusters;
import io.connectmigrator.migration.MigrationPlan;
import io.connectmigrator.migration.MigrationPlanBuilder;
import io.connectmigrator.report.MigrationReport;
import io.connectmigrator.report.ProblemCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A wave starts when all connectors of the one before have finished. */
class WaveSchedulerTest extends SimulatedClusters {

    @BeforeEach
    void runFour() {
        for (String name : List.of("a", "b", "c", "d")) {
            simulation.run(source, name, Map.of("connector.class", "SimulatedSource", "data", name));
        }
    }

    private MigrationPlanBuilder four() {
        return MigrationPlan.builder().from(client(source)).to(client(target)).connectors("a", "b", "c", "d");
    }

    private static ConnectorConfig failing(ConnectorConfig config) {
        return config.with("fail", "task-start");
    }

    private MigrationReport migrateAll(MigrationPlan plan) {
        return report(migrator().start(plan));
    }

    private List<String> changed(Kind kind, String after) {
        return simulation.audit().changes().stream()
                .filter(change -> change.author().equals("service")
                        && change.kind() == kind
                        && (after.isEmpty() || after.equals(change.after())))
                .map(Change::connector)
                .toList();
    }

    private long at(String connector, Kind kind) {
        return simulation.audit().changes().stream()
                .filter(change -> change.author().equals("service")
                        && change.connector().equals(connector)
                        && change.kind() == kind)
                .mapToLong(Change::at)
                .findFirst()
                .orElseThrow();
    }

    private void assertOutcomes(MigrationReport report, String... outcomes) {
        assertThat(report.connectors())
                .extracting(connector -> connector.connector() + " " + connector.outcome())
                .containsExactly(outcomes);
        simulation.sleep(Duration.ofSeconds(1));
        assertThat(simulation.deliveries().lost()).isEmpty();
        assertThat(simulation.deliveries().doubled()).isEmpty();
        assertThat(simulation.deliveries().atOnce()).isEmpty();
    }

    @Test
    void a_wave_starts_when_the_one_before_has_finished() {
        MigrationReport report = migrateAll(four().wave("d").wave("b", "c").build());

        assertOutcomes(report, "d moved", "b moved", "c moved", "a moved");
        List<String> started = changed(Kind.TARGET_STATE_CHANGED, "STARTED");
        List<String> created = changed(Kind.CREATED, "");
        assertThat(started.get(0)).isEqualTo("d");
        assertThat(started.subList(1, 3)).containsExactlyInAnyOrder("b", "c");
        assertThat(created.subList(1, 3)).containsExactlyInAnyOrder("b", "c");
        assertThat(started.get(3)).isEqualTo("a");
        assertThat(at("a", Kind.CREATED)).isGreaterThan(lastStartOf("b", "c"));
    }

    @Test
    void a_wave_of_connectors_that_match_goes_first_and_the_gate_is_asked_after_it() {
        List<String> pilot = new ArrayList<>();
        MigrationPlan plan = four().wave(c -> c.name().compareTo("c") >= 0)
                .gate((wave, reports) -> {
                    reports.forEach(report -> pilot.add(wave + " " + report.connector() + " " + report.outcome()));
                    return CompletableFuture.completedFuture(false);
                })
                .build();

        MigrationReport report = migrateAll(plan);

        assertThat(pilot).containsExactly("1 c moved", "1 d moved");
        assertOutcomes(report, "c moved", "d moved", "a not started", "b not started");
    }

    @Test
    void a_wave_that_nothing_matches_is_left_out_and_no_gate_is_asked() {
        MigrationPlan plan = four().wave(c -> c.name().startsWith("pilot"))
                .gate((wave, reports) -> CompletableFuture.completedFuture(false))
                .build();

        assertOutcomes(migrateAll(plan), "a moved", "b moved", "c moved", "d moved");
    }

    private long lastStartOf(String... connectors) {
        return simulation.audit().changes().stream()
                .filter(change ->
                        "STARTED".equals(change.after()) && List.of(connectors).contains(change.connector()))
                .mapToLong(Change::at)
                .max()
                .orElseThrow();
    }

    @Test
    void all_targets_of_a_wave_are_created_before_a_source_is_paused() {
        use(process.migrator(journal).concurrency(1));

        assertOutcomes(migrateAll(four().build()), "a moved", "b moved", "c moved", "d moved");

        long lastCreation = List.of("a", "b", "c", "d").stream()
                .mapToLong(name -> at(name, Kind.CREATED))
                .max()
                .orElseThrow();
        assertThat(List.of("a", "b", "c", "d"))
                .allSatisfy(
                        name -> assertThat(at(name, Kind.TARGET_STATE_CHANGED)).isGreaterThan(lastCreation));
    }

    @Test
    void a_failure_does_not_stop_the_next_wave() {
        MigrationReport report = migrateAll(four().wave("a", "b")
                .override("a", override -> override.config(WaveSchedulerTest::failing))
                .build());

        assertOutcomes(report, "a unfinished", "b moved", "c moved", "d moved");
    }

    @Test
    void the_next_wave_does_not_start_when_the_failure_limit_is_reached() {
        MigrationReport report = migrateAll(four().wave("a", "b")
                .stopAfterFailures(1)
                .override("a", override -> override.config(WaveSchedulerTest::failing))
                .build());

        assertOutcomes(report, "a unfinished", "b moved", "c not started", "d not started");
        assertThat(codes(report.connectors().get(2).problems())).containsExactly(ProblemCode.TOO_MANY_FAILURES);
        assertThat(changed(Kind.CREATED, "")).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void connectors_of_the_same_wave_do_not_start_either_when_the_failure_limit_is_reached() {
        use(process.migrator(journal).concurrency(1));

        MigrationReport report = migrateAll(four().stopAfterFailures(2)
                .onCutover((connector, copy) -> {
                    throw new IllegalStateException("no route to the records");
                })
                .build());

        assertOutcomes(report, "a undone", "b undone", "c not started", "d not started");
        assertThat(codes(report.connectors().get(1).problems())).containsExactly(ProblemCode.CUT_OVER_FAILED);
        assertThat(codes(report.connectors().get(2).problems())).containsExactly(ProblemCode.TOO_MANY_FAILURES);
        assertThat(target.connectorNames()).isEmpty();
        assertThat(List.of("a", "b", "c", "d")).allMatch(source::isCopying);
    }

    @Test
    void a_connector_that_was_undone_does_not_stop_the_others_and_is_moved_by_the_next_call() {
        Set<String> failed = new HashSet<>();
        MigrationPlan plan = four().onCutover((connector, copy) -> {
                    if (connector.equals("b") && failed.add(connector)) {
                        throw new IllegalStateException("no route to the records");
                    }
                })
                .build();

        assertOutcomes(migrateAll(plan), "a moved", "b undone", "c moved", "d moved");
        assertThat(source.isCopying("b")).isTrue();
        assertOutcomes(migrateAll(plan), "a moved", "b moved", "c moved", "d moved");

        assertThat(List.of("a", "b", "c", "d")).allMatch(target::isCopying).noneMatch(source::isCopying);
    }

    @Test
    void a_connector_starts_after_those_that_it_waits_for() {
        MigrationReport report =
                migrateAll(four().waitsFor("a", "b").waitsFor("b", "d").build());

        assertOutcomes(report, "d moved", "b moved", "a moved", "c moved");
        assertThat(changed(Kind.TARGET_STATE_CHANGED, "STARTED")).containsSubsequence("d", "b", "a");
        assertThat(at("a", Kind.TARGET_STATE_CHANGED)).isGreaterThan(lastStartOf("b"));
    }

    @Test
    void a_connector_does_not_start_if_one_that_it_waits_for_has_failed() {
        MigrationReport report = migrateAll(four().waitsFor("a", "b")
                .override("b", override -> override.config(WaveSchedulerTest::failing))
                .build());

        assertOutcomes(report, "b unfinished", "a not started", "c moved", "d moved");
        assertThat(codes(report.connectors().get(1).problems())).containsExactly(ProblemCode.AWAITED_NOT_MOVED);
        assertThat(target.connectorNames()).doesNotContain("a");
        assertThat(source.isCopying("a")).isTrue();
    }

    @Test
    void no_wave_starts_if_a_connector_is_refused() {
        simulation.run(target, "d", Map.of("connector.class", "SimulatedSource", "data", "others"));

        MigrationReport report = migrateAll(four().wave("a").build());

        assertOutcomes(report, "a not started", "b not started", "c not started", "d refused");
        assertThat(changes()).isEmpty();
    }
}
