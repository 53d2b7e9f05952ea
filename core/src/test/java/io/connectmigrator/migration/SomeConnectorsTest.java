package io.connectmigrator.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.connectmigrator.lab.sim.SimulatedClusters;
import io.connectmigrator.report.MigrationReport;
import io.connectmigrator.report.OpenMigration;
import io.connectmigrator.report.ProblemCode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A part of a plan can be confirmed or rolled back by itself. */
class SomeConnectorsTest extends SimulatedClusters {

    @BeforeEach
    void runThree() {
        for (String name : List.of("a", "b", "c")) {
            simulation.run(source, name, Map.of("connector.class", "SimulatedSource", "data", name));
        }
    }

    private MigrationPlan named() {
        return MigrationPlan.builder()
                .from(client(source))
                .to(client(target))
                .connectors("a", "b", "c")
                .build();
    }

    private MigrationPlan matching() {
        return MigrationPlan.builder()
                .from(client(source))
                .to(client(target))
                .connectorsMatching(connector -> !connector.name().equals("c"))
                .build();
    }

    private static List<String> outcomes(MigrationReport report) {
        return report.connectors().stream()
                .map(connector -> connector.connector() + " " + connector.outcome())
                .toList();
    }

    private List<String> unfinished() {
        return migrator().unfinished().stream()
                .map(OpenMigration::connector)
                .sorted()
                .toList();
    }

    private void assertCopies(String connector, boolean onSource) {
        simulation.sleep(Duration.ofSeconds(1));
        assertThat(source.isCopying(connector)).isEqualTo(onSource);
        assertThat(target.isCopying(connector)).isEqualTo(!onSource);
    }

    @Test
    void one_goes_back_while_others_are_confirmed_or_wait() {
        report(migrator().start(named()));

        assertThat(outcomes(report(migrator().startRollback(named(), List.of("a")))))
                .containsExactly("a rolled back");
        assertThat(outcomes(report(migrator().startConfirm(named(), List.of("c")))))
                .containsExactly("c confirmed");

        assertThat(unfinished()).containsExactly("b");
        assertCopies("a", true);
        assertCopies("b", false);
        assertCopies("c", false);
        assertThat(source.connectorNames()).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void a_name_outside_the_plan_keeps_all_others_as_they_are() {
        report(migrator().start(named()));
        List<String> changes = changes();

        for (MigrationRun run : List.of(
                migrator().startRollback(named(), List.of("a", "other")),
                migrator().startConfirm(named(), List.of("b", "other")))) {
            MigrationReport report = report(run);
            assertThat(report.succeeded()).isFalse();
            assertThat(report.planProblems()).singleElement().satisfies(problem -> {
                assertThat(problem.code()).isEqualTo(ProblemCode.NOT_IN_PLAN);
                assertThat(problem.message()).contains("connector other, which is not in the plan");
            });
            assertThat(outcomes(report)).allMatch(outcome -> outcome.endsWith("not started"));
        }

        assertThat(changes()).isEqualTo(changes);
        assertThat(unfinished()).containsExactly("a", "b", "c");
    }

    @Test
    void a_connector_that_a_process_has_left_on_its_way_back_is_not_touched_for_a_wrong_name() {
        report(migrator().start(named()));
        at("PUT /connectors/a/stop on target answered", () -> process.kill());
        migrator().startRollback(named(), List.of("a"));
        simulation.sleep(Duration.ofSeconds(5));
        restart();
        List<String> changes = changes();

        MigrationReport report = report(migrator().startRollback(named(), List.of("a", "other")));

        assertThat(report.succeeded()).isFalse();
        assertThat(changes()).isEqualTo(changes);
        assertThat(outcomes(report(migrator().startRollback(named(), List.of("a")))))
                .containsExactly("a rolled back");
    }

    @Test
    void what_a_plan_finds_can_be_named_also_when_it_has_been_confirmed() {
        report(migrator().start(matching()));

        assertThat(outcomes(report(migrator().startConfirm(matching(), List.of("a")))))
                .containsExactly("a confirmed");
        assertThat(outcomes(report(migrator().startConfirm(matching(), List.of("a")))))
                .containsExactly("a confirmed");
        assertThat(report(migrator().startConfirm(matching(), List.of("c"))).planProblems())
                .extracting(problem -> problem.code())
                .containsExactly(ProblemCode.NOT_IN_PLAN);

        assertThat(unfinished()).containsExactly("b");
        assertThat(source.isCopying("c")).isTrue();
    }

    @Test
    void the_same_names_are_the_same_run_and_other_names_are_another() {
        MigrationPlan plan = matching();
        report(migrator().start(plan));
        MigrationRun first = migrator().startRollback(plan, List.of("a"));
        MigrationRun same = migrator().startRollback(plan, List.of("a"));
        MigrationRun other = migrator().startRollback(plan, List.of("b"));

        assertThat(same.id()).isEqualTo(first.id());
        assertThat(other.id()).isNotEqualTo(first.id());
        assertThat(report(first).succeeded()).isTrue();
        assertThat(report(other).succeeded()).isTrue();
        assertThat(unfinished()).isEmpty();
    }

    @Test
    void no_names_are_refused_at_once() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> migrator().startConfirm(named(), List.of()))
                .withMessageStartingWith("names ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> migrator().rollback(named(), List.of()))
                .withMessageStartingWith("names ");
    }
}
