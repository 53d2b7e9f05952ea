package io.connectmigrator.migration.internal.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.SimulatedClients;
import io.connectmigrator.lab.sim.ConnectVersion;
import io.connectmigrator.lab.sim.SimulatedClusters;
import io.connectmigrator.lab.sim.SimulatedConnect;
import io.connectmigrator.lab.sim.SimulatedWorker;
import io.connectmigrator.migration.MigrationPlan;
import io.connectmigrator.report.ConnectorReport;
import io.connectmigrator.report.MigrationCheck;
import io.connectmigrator.report.MigrationOutcome;
import io.connectmigrator.report.ProblemCode;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The checks of the clusters, the connector and its name. ConfigChecksTest and OffsetsChecksTest have the others. */
class ChecksTest extends SimulatedClusters {

    private void runs(SimulatedConnect cluster, Map<String, String> config) {
        simulation.run(cluster, "orders", config);
    }

    @AfterEach
    void nothingIsChanged() {
        assertThat(changes()).isEmpty();
        assertThat(journal.entries()).isEmpty();
    }

    @Test
    void a_connector_that_can_move_passes() {
        runs(source, SOURCE);

        MigrationCheck check = check(plan().build());

        assertThat(check.passed()).isTrue();
        assertThat(check.problems()).isEmpty();
        assertThat(check.connectors().get(0).found()).isEqualTo("source, RUNNING, tasks RUNNING RUNNING, 2 partitions");
    }

    @Test
    void tasks_on_workers_that_the_client_does_not_know_are_reported_unless_their_end_is_seen() {
        SimulatedConnect three = simulation.connect("three", ConnectVersion.V4_3, 3, kafka);
        runs(three, SOURCE);
        ConnectClient known = client(three);
        ConnectClient one = SimulatedClients.time(
                        ConnectClient.builder(three.workers().get(0).url())
                                .name("three")
                                .httpClient(process.httpClient()),
                        process.waiting(),
                        process.clock())
                .build();

        assertThat(codes(check(plan(known)).problems())).isEmpty();
        assertThat(codes(check(plan(one)).problems())).containsExactly(ProblemCode.STOP_NOT_SEEN);
    }

    private MigrationPlan plan(ConnectClient from) {
        return allowing(MigrationPlan.builder().from(from).to(client(target)).connectors("orders"))
                .build();
    }

    @Test
    void a_migration_reports_all_errors_at_once_and_changes_nothing() {
        runs(source, SOURCE);
        runs(target, Map.of("connector.class", "SimulatedSource", "data", "others"));
        source.failTask("orders");
        MigrationPlan plan = plan().config((name, config) -> config.with("connector.class", "NoSuchSource"))
                .build();

        ConnectorReport report = migrate(plan);

        assertThat(report.outcome()).isInstanceOf(MigrationOutcome.Refused.class);
        assertThat(codes(report.problems()))
                .containsExactly(ProblemCode.SOURCE_NOT_HEALTHY, ProblemCode.NAME_TAKEN, ProblemCode.PLUGIN_MISSING);
        assertThat(steps(report)).containsExactly("check failed");
    }

    @Test
    void a_connector_that_does_not_exist() {
        assertError(plan().build(), ProblemCode.CONNECTOR_NOT_FOUND);
    }

    @Test
    void a_cluster_that_does_not_answer() {
        runs(source, SOURCE);
        target.leader().restart(0, Duration.ofHours(1).toNanos());

        assertError(plan().build(), ProblemCode.CLUSTER_UNREACHABLE);
    }

    @Test
    void one_cluster_under_two_urls() {
        SimulatedConnect two = simulation.connect("two", ConnectVersion.V4_3, 2, kafka);
        runs(two, SOURCE);
        MigrationPlan plan = MigrationPlan.builder()
                .from(client(two.workers().get(0), "one"))
                .to(client(two.workers().get(1), "other"))
                .connectors("orders")
                .build();

        assertThat(codes(check(plan).problems())).contains(ProblemCode.SAME_CLUSTER);
    }

    private ConnectClient client(SimulatedWorker worker, String name) {
        return SimulatedClients.time(
                        ConnectClient.builder(worker.url()).name(name).httpClient(process.httpClient()),
                        process.waiting(),
                        process.clock())
                .build();
    }

    @Test
    void one_offset_topic_on_both_sides() {
        runs(source, SOURCE);
        MigrationPlan plan = MigrationPlan.builder()
                .from(clientWithTransport(source))
                .to(process.client(target)
                        .offsetTransport(process.transport(source))
                        .build())
                .connectors("orders")
                .build();

        assertThat(codes(check(plan).problems())).contains(ProblemCode.SAME_CLUSTER);
    }

    @Test
    void workers_that_cannot_list_offsets() {
        SimulatedConnect old = simulation.connect("old", ConnectVersion.V3_4, 1, kafka);
        runs(old, SOURCE);

        assertNotSupported(plan(old, target).build(), "old (version 3.4", "since Kafka 3.5");
        assertThat(check(planOverTopics(old, target).build()).passed()).isTrue();
    }

    private void assertNotSupported(MigrationPlan plan, String... said) {
        assertThat(check(plan).problems()).anySatisfy(problem -> {
            assertThat(problem.code()).isEqualTo(ProblemCode.NOT_SUPPORTED);
            assertThat(problem.message()).contains(said);
        });
    }

    @Test
    void a_source_that_cannot_alter_offsets_is_a_warning() {
        SimulatedConnect old = simulation.connect("old", ConnectVersion.V3_5, 1, kafka);
        runs(old, SOURCE);

        assertWarning(plan(old, target).build(), ProblemCode.NO_WAY_BACK_OVER_REST);
    }

    @Test
    void workers_that_start_whatever_they_create() {
        SimulatedConnect old = simulation.connect("old", ConnectVersion.V3_6, 1, kafka);
        runs(source, SOURCE);

        assertError(plan(source, old).build(), ProblemCode.NOT_SUPPORTED);
        assertNotSupported(plan(source, old).build(), "old (version 3.6", "since Kafka 3.7");
        assertThat(check(planOverTopics(source, old).build()).passed()).isTrue();
        operator(source).pause();
        simulation.sleep(Duration.ofSeconds(1));
        assertError(planOverTopics(source, old).build(), ProblemCode.NOT_SUPPORTED);
    }

    @Test
    void a_source_that_has_failed() {
        runs(source, SOURCE);
        source.failTask("orders");

        assertError(plan().build(), ProblemCode.SOURCE_NOT_HEALTHY);
    }

    @Test
    void a_source_that_is_stopped_already() {
        runs(source, SOURCE);
        operator(source).stop();
        simulation.sleep(Duration.ofSeconds(1));

        assertWarning(plan().build(), ProblemCode.SOURCE_ALREADY_STOPPED);
    }

    @Test
    void a_name_that_is_taken_and_one_that_cannot_be_used() {
        runs(source, SOURCE);
        runs(target, SINK);

        assertError(plan().build(), ProblemCode.NAME_TAKEN);
        assertThat(check(plan().rename(name -> "new-" + name).build()).passed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "%", "\\", "\u0001", "\u007f"})
    void a_name_that_no_url_of_the_target_can_hold(String sign) {
        runs(source, SOURCE);

        MigrationCheck check = check(plan().rename(name -> "new" + sign + name).build());

        assertThat(codes(check.problems())).containsExactly(ProblemCode.NAME_UNUSABLE);
        assertThat(check.problems().get(0).message())
                .contains("a slash, a backslash, a percent sign or a control character");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "%", "\\", " ", ";", "ü"})
    void a_name_with_signs_that_older_workers_take(String sign) {
        SimulatedConnect old = simulation.connect("old", ConnectVersion.V3_7, 1, kafka);
        runs(source, SOURCE);

        assertThat(check(plan(source, old).rename(name -> "new" + sign + name).build())
                        .passed())
                .isTrue();
    }
}
