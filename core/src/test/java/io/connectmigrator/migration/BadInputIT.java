package io.connectmigrator.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.lab.ConnectCluster;
import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.lab.moving.TestedConnector;
import io.connectmigrator.report.ConnectorReport;
import io.connectmigrator.report.MigrationCheck;
import io.connectmigrator.report.MigrationOutcome.NotStarted;
import io.connectmigrator.report.MigrationOutcome.Refused;
import io.connectmigrator.report.MigrationReport;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every error of a plan is reported before anything is changed. */
@ExtendWith(SharedLaboratory.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputIT {

    private final ConnectCluster from;
    private final TestedConnector connector;
    private final Migrator migrator = Migrator.create();

    BadInputIT(Laboratory lab) {
        from = lab.cluster("source", KafkaVersion.V4_3);
        connector = TestedConnector.between(lab, from, lab.cluster("target", KafkaVersion.V4_3));
    }

    @BeforeAll
    void start() {
        connector.running();
    }

    @AfterEach
    void nothingWasTouched() {
        connector.assertSource(ConnectorState.RUNNING);
        connector.assertTargetAsFound();
    }

    @AfterAll
    void close() {
        connector.close();
    }

    @Test
    void an_unknown_connector() {
        Problem problem = refused(MigrationPlan.builder()
                .from(connector.source())
                .to(connector.target())
                .connectors("missing")
                .build());

        assertThat(problem.code()).isEqualTo(ProblemCode.CONNECTOR_NOT_FOUND);
        assertThat(problem.message()).contains("/connectors/missing").contains("404");
    }

    @Test
    void one_bad_connector_keeps_the_others_from_starting() {
        MigrationReport report =
                migrator.migrate(connector.planning().connectors("missing").build());

        assertThat(report.connectors())
                .extracting(ConnectorReport::outcome)
                .containsExactly(new NotStarted(), new Refused());
    }

    @Test
    void an_unknown_plugin() {
        Problem problem = refused(connector
                .planning()
                .config((name, config) -> config.with("connector.class", "com.example.Missing"))
                .build());

        assertThat(problem.code()).isEqualTo(ProblemCode.PLUGIN_MISSING);
        assertThat(problem.message()).contains("com.example.Missing");
        assertThat(problem.remedy()).contains("Install");
    }

    @Test
    void a_url_without_a_server() {
        Problem problem = refused(MigrationPlan.builder()
                .from(connector.source())
                .to(ConnectClient.of("http://127.0.0.1:1"))
                .connectors(connector.name())
                .build());

        assertThat(problem.code()).isEqualTo(ProblemCode.CLUSTER_UNREACHABLE);
        assertThat(problem.message()).contains("http://127.0.0.1:1");
    }

    @Test
    void one_cluster_on_both_sides() {
        assertThatThrownBy(() -> MigrationPlan.builder()
                        .from(connector.source())
                        .to(ConnectClient.of(from.url()))
                        .connectors(connector.name())
                        .build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("same Connect cluster");
    }

    @Test
    void one_cluster_under_two_urls() {
        try (WorkerProxy otherName = WorkerProxy.before(from)) {
            MigrationReport report = migrator.migrate(MigrationPlan.builder()
                    .from(connector.source())
                    .to(otherName.client("in-disguise"))
                    .connectors(connector.name())
                    .rename(name -> name + "-moved")
                    .build());

            assertThat(report.connectors().get(0).outcome()).isInstanceOf(Refused.class);
            assertThat(report.problems()).extracting(Problem::code).contains(ProblemCode.SAME_CLUSTER);
        }
    }

    @Test
    void two_connectors_for_one_name_on_the_target() {
        String second = connector.name() + "-second";
        connector.source().createConnector(second, connector.config("limit", "1"));

        MigrationReport report = migrator.migrate(connector
                .planning()
                .connectors(second)
                .rename(name -> "one-for-all")
                .build());

        assertThat(report.problems()).filteredOn(Problem::isError).allSatisfy(problem -> {
            assertThat(problem.code()).isEqualTo(ProblemCode.DUPLICATE_TARGET);
            assertThat(problem.message()).contains(connector.name() + ", " + second);
        });
        connector.source().deleteConnector(second);
    }

    @Test
    void one_connector_twice() {
        assertThatThrownBy(() -> connector.planning().connectors(connector.name()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("twice");
    }

    @Test
    void a_name_that_is_taken_on_the_target() {
        connector.target().createConnector("taken", connector.config("limit", "1"));

        Problem problem = refused(connector.planning().rename(name -> "taken").build());

        assertThat(problem.code()).isEqualTo(ProblemCode.NAME_TAKEN);
        connector.target().deleteConnector("taken");
    }

    @Test
    void a_name_that_the_target_could_create_and_never_find_again() {
        Problem problem = refused(connector.planning().rename(name -> "a/b").build());

        assertThat(problem.code()).isEqualTo(ProblemCode.NAME_UNUSABLE);
        assertThat(problem.message()).contains("'a/b'").contains("never be reached");
    }

    @Test
    @SuppressWarnings("NullAway") // what a caller without such an analyser may do
    void a_function_that_returns_null() {
        Problem problem = refused(connector.planning().rename(name -> null).build());

        assertThat(problem.code()).isEqualTo(ProblemCode.PLAN_FUNCTION_FAILED);
        assertThat(problem.message()).contains("rename(…)");
    }

    @Test
    @SuppressWarnings("NullAway") // what a service's own store may have
    void a_config_with_a_null_value() {
        Map<String, String> withNull = new HashMap<>(connector.config().toMap());
        withNull.put("some.key", null);

        Problem problem = refused(connector
                .planning()
                .configFrom(name -> ConnectorConfig.of(withNull))
                .build());

        assertThat(problem.code()).isEqualTo(ProblemCode.CONFIG_NULL_VALUE);
        assertThat(problem.message()).contains("some.key");
    }

    @Test
    void a_plan_without_connectors() {
        assertThatThrownBy(() -> MigrationPlan.builder()
                        .from(connector.source())
                        .to(connector.target())
                        .build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no connectors");
    }

    @Test
    void a_plan_without_a_target() {
        assertThatThrownBy(() -> MigrationPlan.builder()
                        .from(connector.source())
                        .connectors(connector.name())
                        .build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("to(…)");
    }

    @Test
    void a_function_that_throws_is_named_without_its_message() {
        Problem problem = refused(connector
                .planning()
                .config((name, config) -> {
                    throw new IllegalStateException("it may repeat a password");
                })
                .build());

        assertThat(problem.code()).isEqualTo(ProblemCode.PLAN_FUNCTION_FAILED);
        assertThat(problem.message()).contains("config(…)").doesNotContain("password");
    }

    @Test
    void masked_values() {
        Problem problem = refused(connector
                .planning()
                .config((name, config) -> config.with("password.secret", "********"))
                .build());

        assertThat(problem.code()).isEqualTo(ProblemCode.CONFIG_MASKED);
        assertThat(problem.message()).contains("password.secret");
    }

    @Test
    void all_errors_are_reported_at_once() {
        MigrationCheck check = migrator.check(connector
                .planning()
                .connectors("missing")
                .config((name, config) ->
                        config.with("connector.class", "com.example.Missing").with("password.secret", "****"))
                .build());

        List<ProblemCode> codes =
                new ArrayList<>(check.problems().stream().map(Problem::code).toList());
        assertThat(codes)
                .contains(ProblemCode.CONNECTOR_NOT_FOUND, ProblemCode.PLUGIN_MISSING, ProblemCode.CONFIG_MASKED);
    }

    private Problem refused(MigrationPlan plan) {
        MigrationReport report = migrator.migrate(plan);

        assertThat(report.connectors().get(0).outcome()).isInstanceOf(Refused.class);
        List<Problem> errors =
                report.problems().stream().filter(Problem::isError).toList();
        assertThat(errors).hasSize(1);
        return errors.get(0);
    }
}
