package io.connectmigrator.migration.internal.step;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.family.ConnectorFamily;
import io.connectmigrator.lab.sim.ClusterSettings;
import io.connectmigrator.lab.sim.ConnectVersion;
import io.connectmigrator.lab.sim.Point;
import io.connectmigrator.lab.sim.SimulatedClusters;
import io.connectmigrator.lab.sim.SimulatedConnect;
import io.connectmigrator.report.ConnectorReport;
import io.connectmigrator.report.MigrationOutcome.Moved;
import io.connectmigrator.report.MigrationOutcome.Unfinished;
import io.connectmigrator.report.MigrationPhase;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.ProblemCode;
import io.connectmigrator.report.StepReport;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** After the start the offsets of the target are those that were written, or later ones, never earlier ones. */
class ProveStepTest extends SimulatedClusters {

    private static final String FIRST = "[\"orders\",{\"data\":\"data\",\"shard\":0}]";

    /** Its tasks commit only when they are stopped, so they do not overwrite what a test writes. */
    private final SimulatedConnect slow = simulation.connect(
            "slow", ConnectVersion.V4_3, ClusterSettings.DEFAULT.flushInterval(Duration.ofHours(1)), 1, kafka);

    @BeforeEach
    void runSource() {
        simulation.run(source, "orders", SOURCE);
    }

    @Test
    void a_commit_of_the_target_is_reported() {
        at("PUT /connectors/orders/resume on target answered", () -> {});

        ConnectorReport report = migrate(plan().build());

        assertThat(report.outcome()).isEqualTo(new Moved(true));
        assertThat(requireNonNull(report.before())
                        .diff(requireNonNull(report.after()))
                        .changed())
                .hasSize(2);
    }

    @Test
    void a_target_that_has_not_committed_yet_has_moved() {
        ConnectorReport report = migrate(plan(source, slow).build());

        assertThat(report.outcome()).isEqualTo(new Moved(false));
        assertThat(report.problems()).isEmpty();
        assertRunsOnlyOn(slow);
    }

    @Test
    void a_task_that_fails_a_moment_after_it_ran_leaves_the_migration_unfinished() {
        at(
                "PUT /connectors/orders/resume on slow answered",
                () -> simulation.time().after(Duration.ofSeconds(2).toNanos(), () -> slow.failTask("orders")));

        ConnectorReport report = migrate(plan(source, slow).build());

        assertThat(report.outcome()).isEqualTo(new Unfinished(MigrationStep.PROVE));
        assertThat(codes(report.problems())).containsExactly(ProblemCode.TASK_FAILED);
        assertThat(source.targetState("orders")).isEqualTo("STOPPED");
    }

    /** Its tasks wait for ten seconds before they give up, as Debezium's do for a slot that another client holds. */
    private static final class PatientFamily implements ConnectorFamily {

        @Override
        public String name() {
            return "Patient";
        }

        @Override
        public Set<String> classNames() {
            return Set.of("com.example.SimulatedSource");
        }

        @Override
        public Duration settlingTime(ConnectorConfig config) {
            return Duration.ofSeconds(10);
        }
    }

    @Test
    void a_task_that_fails_within_the_settling_time_of_its_family_leaves_the_migration_unfinished() {
        failsAfterFiveSeconds();
        use(process.migrator(journal).family(new PatientFamily()));

        ConnectorReport report = migrate(plan(source, slow).build());

        assertThat(report.outcome()).isEqualTo(new Unfinished(MigrationStep.PROVE));
        assertThat(codes(report.problems())).containsExactly(ProblemCode.TASK_FAILED);
        assertThat(source.targetState("orders")).isEqualTo("STOPPED");
    }

    @Test
    void without_a_family_that_knows_more_it_has_moved_by_then() {
        failsAfterFiveSeconds();

        assertThat(migrate(plan(source, slow).build()).outcome()).isEqualTo(new Moved(false));
    }

    private void failsAfterFiveSeconds() {
        at(
                "PUT /connectors/orders/resume on slow answered",
                () -> simulation.time().after(Duration.ofSeconds(5).toNanos(), () -> slow.failTask("orders")));
    }

    @Test
    void a_task_that_cannot_read_a_schema_is_given_the_remedy_for_that() {
        String trace = """
                org.apache.kafka.connect.errors.DataException: Failed to deserialize data for topic orders to Avro
                \tat AvroConverter
                Caused by: RestClientException: Schema 7 not found; error code: 40403
                """;
        at(
                "PUT /connectors/orders/resume on slow answered",
                () -> simulation.time().after(Duration.ofSeconds(2).toNanos(), () -> slow.failTask("orders", trace)));

        ConnectorReport report = migrate(plan(source, slow).build());

        assertThat(codes(report.problems())).containsExactly(ProblemCode.TASK_FAILED);
        assertThat(report.problems().get(0).message()).contains("because of its schema", "error code: 40403");
        assertThat(report.problems().get(0).remedy())
                .contains("schema exporter with contextType NONE", "a rollback is safe");
    }

    @Test
    void a_target_that_commits_is_not_looked_at_any_longer() {
        use(process.migrator(journal).settlingTime(Duration.ofHours(1)));

        assertThat(migrate(plan().build()).outcome()).isEqualTo(new Moved(true));
    }

    @Test
    void a_target_that_commits_nothing_is_looked_at_a_few_times_until_the_settling_time_is_over() {
        use(process.migrator(journal).settlingTime(Duration.ofSeconds(3)));

        ConnectorReport report = migrate(plan(source, slow).build());

        StepReport prove = report.steps().stream()
                .filter(step -> step.step() == MigrationStep.PROVE)
                .findFirst()
                .orElseThrow();
        assertThat(prove.took()).isBetween(Duration.ofSeconds(3), Duration.ofMillis(3_200));
        List<String> kinds =
                simulation.points().passed().stream().map(Point::kind).toList();
        int resumed = kinds.indexOf("PUT /connectors/orders/resume on slow");
        assertThat(kinds.subList(resumed, kinds.size()))
                .filteredOn("GET /connectors/orders/offsets on slow"::equals)
                .hasSizeBetween(3, 5);
    }

    @Test
    void the_time_without_commits_lasts_until_the_target_has_committed() {
        SimulatedConnect calm = simulation.connect(
                "calm", ConnectVersion.V4_3, ClusterSettings.DEFAULT.flushInterval(Duration.ofSeconds(2)), 1, kafka);

        ConnectorReport report = migrate(plan(source, calm).build());

        assertThat(requireNonNull(report.downtime())).isLessThan(Duration.ofSeconds(1));
        assertThat(requireNonNull(report.silence())).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(3));
    }

    @Test
    void without_a_commit_of_the_target_no_time_without_commits_is_reported() {
        assertThat(migrate(plan(source, slow).build()).silence()).isNull();
    }

    @Test
    void without_a_settling_time_it_is_looked_at_once() {
        use(process.migrator(journal).settlingTime(Duration.ZERO));
        at(
                "PUT /connectors/orders/resume on slow answered",
                () -> simulation.time().after(Duration.ofSeconds(2).toNanos(), () -> slow.failTask("orders")));

        assertThat(migrate(plan(source, slow).build()).outcome()).isEqualTo(new Moved(false));
    }

    @Test
    void an_offset_lower_than_the_written_one_is_an_error() {
        at(
                "PUT /connectors/orders/resume on slow answered",
                () -> kafka.offsetTopic(slow.offsetTopic()).write(FIRST, "{\"sequence\":1}"));

        assertWentBack();
    }

    @Test
    void an_offset_that_decreases_while_the_target_settles_is_an_error() {
        at(
                "PUT /connectors/orders/resume on slow answered",
                () -> simulation
                        .time()
                        .after(
                                Duration.ofSeconds(2).toNanos(),
                                () -> kafka.offsetTopic(slow.offsetTopic()).write(FIRST, "{\"sequence\":1}")));

        assertWentBack();
    }

    @Test
    void a_missing_offset_is_an_error() {
        at(
                "PUT /connectors/orders/resume on slow answered",
                () -> kafka.offsetTopic(slow.offsetTopic()).write(FIRST, null));

        assertWentBack();
    }

    private void assertWentBack() {
        ConnectorReport report = migrate(plan(source, slow).build());

        assertThat(report.outcome()).isEqualTo(new Unfinished(MigrationStep.PROVE));
        assertThat(codes(report.problems())).containsExactly(ProblemCode.OFFSETS_WENT_BACK);
        assertThat(source.targetState("orders")).isEqualTo("STOPPED");
        assertThat(phases()).containsExactly(MigrationPhase.MOVING);
    }

    @Test
    void a_source_resumed_by_an_operator_while_the_target_settles_is_an_error() {
        at(
                "PUT /connectors/orders/resume on slow answered",
                () -> simulation
                        .time()
                        .after(
                                Duration.ofSeconds(1).toNanos(),
                                () -> operator(source).resume()));

        ConnectorReport report = migrate(plan(source, slow).build());

        assertThat(report.outcome()).isEqualTo(new Unfinished(MigrationStep.PROVE));
        assertThat(codes(report.problems())).containsExactly(ProblemCode.SOURCE_CHANGED);
    }

    @Test
    void a_source_resumed_by_an_operator_beside_the_target_is_an_error() {
        at(
                "PUT /connectors/orders/resume on target answered",
                () -> operator(source).resume());

        ConnectorReport report = migrate(plan().build());

        assertThat(report.outcome()).isEqualTo(new Unfinished(MigrationStep.PROVE));
        assertThat(codes(report.problems())).containsExactly(ProblemCode.SOURCE_CHANGED);
        assertThat(changes()).endsWith("target STARTED");
    }
}
