package io.connectmigrator.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorInfo;
import io.connectmigrator.lab.sim.ConnectVersion;
import io.connectmigrator.lab.sim.SimulatedClusters;
import io.connectmigrator.lab.sim.SimulatedConnect;
import io.connectmigrator.report.MigrationReport;
import io.connectmigrator.report.ProblemCode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One plan moves connectors from one cluster to two others. Each call is made by another process. */
class RoutedPlanTest extends SimulatedClusters {

    private static final String ZONE = "plant.zone";

    private final SimulatedConnect asia = simulation.connect("asia", ConnectVersion.V4_3, 1, kafka);

    @BeforeEach
    void runTwo() {
        simulation.run(source, "orders", config("orders", "EU"));
        simulation.run(source, "parts", config("parts", "AS"));
    }

    private static Map<String, String> config(String data, String zone) {
        return Map.of("connector.class", "SimulatedSource", "data", data, ZONE, zone);
    }

    private MigrationPlanBuilder byZone() {
        ConnectClient eu = client(target);
        ConnectClient as = client(asia);
        return MigrationPlan.builder().from(client(source)).route(connector -> isInEurope(connector) ? eu : as);
    }

    private static boolean isInEurope(ConnectorInfo connector) {
        return connector.config().getOrDefault(ZONE, "").equals("EU");
    }

    private MigrationPlan named() {
        return byZone().connectors("orders", "parts").build();
    }

    private MigrationPlan matching() {
        return byZone().connectorsMatching(connector -> connector.config().containsKey(ZONE))
                .build();
    }

    private List<String> outcomes(MigrationRun run) {
        List<String> outcomes = report(run).connectors().stream()
                .map(report -> report.connector() + " to " + report.to() + " " + report.outcome())
                .toList();
        restart();
        return outcomes;
    }

    private void assertMoved() {
        assertThat(target.connectorNames()).containsExactly("orders");
        assertThat(asia.connectorNames()).containsExactly("parts");
        assertRunsOnlyOn(target);
        assertThat(asia.isCopying("parts")).isTrue();
        assertThat(source.isCopying("parts")).isFalse();
    }

    @Test
    void named_connectors_are_known_after_they_were_confirmed() {
        String[] confirmed = {"orders to target confirmed", "parts to asia confirmed"};
        assertThat(outcomes(migrator().start(named())))
                .containsExactly("orders to target moved", "parts to asia moved");
        assertThat(outcomes(migrator().startConfirm(named()))).containsExactly(confirmed);
        assertThat(source.connectorNames()).isEmpty();

        assertThat(outcomes(migrator().startConfirm(named()))).containsExactly(confirmed);
        assertThat(outcomes(migrator().start(named()))).containsExactly(confirmed);

        assertMoved();
    }

    @Test
    void connectors_are_rolled_back_from_the_clusters_that_they_were_routed_to() {
        assertThat(outcomes(migrator().start(matching())))
                .containsExactly("orders to target moved", "parts to asia moved");
        assertMoved();

        assertThat(outcomes(migrator().startRollback(matching())))
                .containsExactly("orders to target rolled back", "parts to asia rolled back");

        assertThat(target.connectorNames()).isEmpty();
        assertThat(asia.connectorNames()).isEmpty();
        assertRunsOnlyOn(source);
        assertThat(source.isCopying("parts")).isTrue();
    }

    @Test
    void a_connector_that_is_routed_elsewhere_by_now_is_refused() {
        assertThat(outcomes(migrator().start(matching())))
                .containsExactly("orders to target moved", "parts to asia moved");
        ConnectClient eu = client(target);

        MigrationReport report = report(migrator()
                .start(byZone().connectorsMatching(
                                connector -> connector.config().containsKey(ZONE))
                        .route(connector -> eu)
                        .build()));

        assertThat(report.succeeded()).isFalse();
        assertThat(report.problems())
                .filteredOn(problem -> problem.code() == ProblemCode.PLAN_CHANGED)
                .singleElement()
                .satisfies(problem -> assertThat(problem.message())
                        .contains("parts", "the target cluster was asia and is now target"));
        assertMoved();
    }
}
