package io.connectmigrator.migration.internal.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.family.ConnectorFamily;
import io.connectmigrator.family.FamilyMove;
import io.connectmigrator.lab.sim.ClusterSettings;
import io.connectmigrator.lab.sim.ConnectVersion;
import io.connectmigrator.lab.sim.SimulatedClusters;
import io.connectmigrator.lab.sim.SimulatedConnect;
import io.connectmigrator.migration.MigrationPlan;
import io.connectmigrator.migration.MigrationPlanBuilder;
import io.connectmigrator.migration.MigratorBuilder;
import io.connectmigrator.report.ConnectorReport;
import io.connectmigrator.report.DuplicateRule;
import io.connectmigrator.report.MigrationCheck;
import io.connectmigrator.report.MigrationOutcome.Moved;
import io.connectmigrator.report.MigrationOutcome.Undone;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import io.connectmigrator.report.Severity;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Checks of connectors of a known family, and of connectors of an unknown class. */
class FamilyChecksTest extends SimulatedClusters {

    private static final Map<String, String> ORDERS =
            Map.of("connector.class", "SimulatedSource", "data", "plant-orders", "tasks.max", "2");

    /** Its partitions are made of {@code data}, and it must not be moved while a line is being calibrated. */
    private static final class PlantFamily implements ConnectorFamily {

        @Override
        public String name() {
            return "Plant";
        }

        @Override
        public Set<String> classNames() {
            return Set.of("com.example.SimulatedSource");
        }

        @Override
        public Optional<Boolean> asksFor(ConnectorConfig config, Map<String, @Nullable Object> partition) {
            return Optional.of(Objects.equals(partition.get("data"), config.get("data")));
        }

        @Override
        public boolean needsNoOffsets(ConnectorConfig config) {
            return "live".equals(config.get("mode"));
        }

        @Override
        public List<Problem> examine(FamilyMove move) {
            boolean hasBegun = "started".equals(move.sourceConfig().get("calibrating"))
                    && !move.offsets().isEmpty();
            return hasBegun || "true".equals(move.sourceConfig().get("calibrating"))
                    ? List.of(Problem.error(
                            ProblemCode.SNAPSHOT_RUNNING, "a line is being calibrated", "Wait for its end"))
                    : List.of();
        }
    }

    /** A sink that writes again what is delivered again. */
    private static final class InsertingFamily implements ConnectorFamily {

        @Override
        public String name() {
            return "Inserting";
        }

        @Override
        public Set<String> classNames() {
            return Set.of("com.example.SimulatedSink");
        }

        @Override
        public List<Problem> examine(FamilyMove move) {
            return List.of(new Problem(
                    ProblemCode.DUPLICATE_RISK, Severity.INFO, "it inserts", "Let it update", DuplicateRule.D13));
        }
    }

    @Test
    void a_sink_that_repeats_what_is_delivered_again_is_warned_of_if_it_has_failed() {
        simulation.run(source, "orders", SINK);
        MigratorBuilder migrator = process.migrator(journal).family(new InsertingFamily());

        MigrationCheck running = check(plan().build(), migrator);
        source.failTask("orders");
        MigrationCheck failed = check(plan().build(), migrator);

        assertThat(severity(running, DuplicateRule.D13)).containsExactly(Severity.INFO);
        assertThat(severity(failed, DuplicateRule.D13)).containsExactly(Severity.WARNING);
        assertThat(severity(running, DuplicateRule.D26)).isEmpty();
        assertThat(severity(failed, DuplicateRule.D26)).containsExactly(Severity.ERROR);
    }

    private static List<Severity> severity(MigrationCheck check, DuplicateRule rule) {
        return check.problems().stream()
                .filter(problem -> problem.rule() == rule)
                .map(Problem::severity)
                .toList();
    }

    private MigrationCheck checkPlant(MigrationPlan plan) {
        return check(plan, process.migrator(journal).family(new PlantFamily()));
    }

    private void runs(String... settings) {
        Map<String, String> config = new HashMap<>(ORDERS);
        for (int i = 0; i < settings.length; i += 2) {
            config.put(settings[i], settings[i + 1]);
        }
        simulation.run(source, "orders", config);
    }

    private MigrationPlanBuilder with(String key, String value) {
        return plan().config((name, config) -> config.with(key, value));
    }

    @Test
    void a_config_that_asks_for_other_partitions_is_refused_by_the_family() {
        runs();

        MigrationCheck check = checkPlant(with("data", "other-orders").build());

        assertThat(codes(check.problems())).containsExactly(ProblemCode.IDENTITY_CHANGED);
        assertThat(check.problems().get(0).message()).contains("does not ask for 2 of its 2 partitions");
        assertThat(checkPlant(with("interval", "7").build()).problems()).isEmpty();
    }

    @Test
    void a_value_that_is_changed_and_in_a_partition_is_refused_where_nothing_is_known_of_the_class() {
        runs();

        MigrationCheck check = check(with("data", "other-orders").build());

        assertThat(codes(check.problems())).containsExactly(ProblemCode.IDENTITY_CHANGED);
        assertThat(check.problems().get(0).message())
                .contains("changes data of 'orders'")
                .doesNotContain("other-orders");
        assertThat(check(with("interval", "7").build()).problems()).isEmpty();
    }

    @Test
    void part_of_a_value_that_is_changed_counts_as_well() {
        runs("url", "historian://plant-orders/line?user=me");

        assertThat(codes(check(with("url", "historian://eu-orders/line?user=me").build())
                        .problems()))
                .containsExactly(ProblemCode.IDENTITY_CHANGED);
        assertThat(check(with("url", "historian://plant-orders/line?user=you").build())
                        .problems())
                .isEmpty();
    }

    @Test
    void what_the_plan_accepts_is_a_warning() {
        runs();

        MigrationCheck check = check(with("data", "other-orders")
                .accepting(ProblemCode.IDENTITY_CHANGED)
                .build());

        assertThat(check.passed()).isTrue();
        assertThat(check.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ProblemCode.IDENTITY_CHANGED);
            assertThat(problem.message()).endsWith("; the plan accepts it");
        });
    }

    @Test
    void what_is_no_decision_about_data_cannot_be_accepted() {
        assertThatThrownBy(() -> plan().accepting(ProblemCode.CONFIG_MASKED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("CONFIG_MASKED cannot be accepted");
    }

    @Test
    void findings_of_the_family_prevent_the_move() {
        runs("calibrating", "true");

        assertThat(codes(checkPlant(plan().build()).problems())).containsExactly(ProblemCode.SNAPSHOT_RUNNING);
        assertThat(checkPlant(plan().accepting(ProblemCode.SNAPSHOT_RUNNING).build())
                        .passed())
                .isTrue();
        assertThat(check(plan().build()).problems()).isEmpty();
    }

    @Test
    void findings_in_the_offsets_that_the_source_commits_at_its_stop_prevent_the_move() {
        SimulatedConnect slow = simulation.connect(
                "slow", ConnectVersion.V4_3, ClusterSettings.DEFAULT.flushInterval(Duration.ofHours(1)), 1, kafka);
        Map<String, String> config = new HashMap<>(ORDERS);
        config.put("calibrating", "started");
        simulation.run(slow, "orders", config);
        use(process.migrator(journal).family(new PlantFamily()));

        ConnectorReport refused = migrate(plan(slow, target).build());

        assertThat(refused.outcome()).isEqualTo(new Undone(MigrationStep.SNAPSHOT));
        assertThat(codes(refused.problems())).contains(ProblemCode.SNAPSHOT_RUNNING);
        assertThat(slow.targetState("orders")).isEqualTo("STARTED");
        assertTargetUntouched();
        assertThat(migrate(plan(slow, target)
                                .accepting(ProblemCode.SNAPSHOT_RUNNING)
                                .build())
                        .outcome())
                .isInstanceOf(Moved.class);
    }

    @Test
    void a_connector_that_needs_no_offsets_may_have_none() {
        runs("mode", "live", "partitions", "0");

        assertThat(checkPlant(plan().build()).problems()).isEmpty();
        assertThat(codes(check(plan().build()).problems())).containsExactly(ProblemCode.OFFSETS_EMPTY);
    }

    @Test
    void a_family_that_throws_is_a_problem_of_the_connector() {
        runs();
        ConnectorFamily broken = new ConnectorFamily() {
            @Override
            public String name() {
                return "Broken";
            }

            @Override
            public Set<String> classNames() {
                return Set.of("SimulatedSource");
            }

            @Override
            public List<Problem> examine(FamilyMove move) {
                throw new IllegalStateException("not today");
            }
        };

        MigrationCheck check = check(plan().build(), process.migrator(journal).family(broken));

        assertThat(codes(check.problems())).containsExactly(ProblemCode.UNEXPECTED);
    }
}
