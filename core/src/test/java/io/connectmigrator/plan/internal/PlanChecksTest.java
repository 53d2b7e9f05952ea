package io.connectmigrator.plan.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.lab.sim.SimulatedClusters;
import io.connectmigrator.lab.sim.SimulatedConnect;
import io.connectmigrator.migration.MigrationPlan;
import io.connectmigrator.migration.MigrationPlanBuilder;
import io.connectmigrator.report.MigrationCheck;
import io.connectmigrator.report.MigrationReport;
import io.connectmigrator.report.ProblemCode;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The checks of a plan as a whole. If one of them fails, nothing is moved. */
class PlanChecksTest extends SimulatedClusters {

    @BeforeEach
    void runTwo() {
        simulation.run(source, "orders", Map.of("connector.class", "SimulatedSource", "data", "orders"));
        simulation.run(source, "payments", Map.of("connector.class", "SimulatedSource", "data", "payments"));
    }

    @AfterEach
    void nothingIsMoved() {
        assertThat(changes()).isEmpty();
        assertThat(source.isCopying("orders")).isTrue();
        assertThat(source.isCopying("payments")).isTrue();
    }

    private MigrationPlanBuilder all() {
        return MigrationPlan.builder().from(client(source)).to(client(target)).connectorsMatching(connector -> true);
    }

    private void assertFound(MigrationPlan plan, ProblemCode code) {
        MigrationCheck check = check(plan);
        MigrationReport report = report(migrator().start(plan));

        assertThat(codes(check.planProblems())).containsExactly(code);
        assertThat(check.passed()).isFalse();
        assertThat(report.succeeded()).isFalse();
        assertThat(codes(report.planProblems())).containsExactly(code);
    }

    @Test
    void a_valid_plan_passes() {
        assertThat(check(all().build()).passed()).isTrue();
    }

    @Test
    void a_condition_that_matches_no_connector() {
        assertFound(
                MigrationPlan.builder()
                        .from(client(source))
                        .to(client(target))
                        .connectorsMatching(connector -> connector.name().startsWith("odrers"))
                        .build(),
                ProblemCode.NOTHING_MATCHES);
    }

    @Test
    void two_clusters_with_one_name() {
        SimulatedConnect third = simulation.connect("third", target.version(), 1, kafka);
        ConnectClient namesake = process.client(third).name("target").build();
        ConnectClient first = client(target);

        assertFound(
                MigrationPlan.builder()
                        .from(client(source))
                        .connectors("orders", "payments")
                        .route(connector -> connector.name().equals("orders") ? first : namesake)
                        .build(),
                ProblemCode.CLUSTER_NAME_AMBIGUOUS);
    }

    @Test
    void a_connector_that_is_routed_to_the_source() {
        ConnectClient from = client(source);
        ConnectClient to = client(target);

        assertFound(
                MigrationPlan.builder()
                        .from(from)
                        .connectors("orders", "payments")
                        .route(connector -> connector.name().equals("orders") ? from : to)
                        .build(),
                ProblemCode.SAME_CLUSTER);
    }

    @Test
    void a_connector_that_is_routed_nowhere() {
        ConnectClient to = client(target);

        assertFound(
                MigrationPlan.builder()
                        .from(client(source))
                        .connectors("orders", "payments")
                        .route(connector -> connector.name().equals("orders") ? null : to)
                        .build(),
                ProblemCode.ROUTED_NOWHERE);
    }

    @Test
    void two_connectors_with_one_name_on_the_target() {
        assertFound(all().rename(name -> "all").build(), ProblemCode.DUPLICATE_TARGET);
    }

    @Test
    void a_wave_of_a_connector_that_is_not_in_the_plan() {
        assertFound(all().wave("odrers").build(), ProblemCode.NOT_IN_PLAN);
    }

    @Test
    void a_connector_that_waits_for_one_of_a_later_wave() {
        assertFound(
                all().wave("orders")
                        .wave("payments")
                        .waitsFor("orders", "payments")
                        .build(),
                ProblemCode.ORDER_CONTRADICTS);
    }
}
