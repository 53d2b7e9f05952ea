package io.connectmigrator.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorInfo;
import io.connectmigrator.journal.Journal;
import io.connectmigrator.lab.ConnectCluster;
import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.lab.moving.TestedConnector;
import io.connectmigrator.report.ConnectorReport;
import io.connectmigrator.report.MigrationCheck;
import io.connectmigrator.report.MigrationOutcome;
import io.connectmigrator.report.MigrationOutcome.Confirmed;
import io.connectmigrator.report.MigrationOutcome.Moved;
import io.connectmigrator.report.MigrationReport;
import io.connectmigrator.report.OpenMigration;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** One plan moves connectors from one cluster to two others. RoutedPlanTest and PlanChecksTest have the rest. */
@ExtendWith(SharedLaboratory.class)
class FleetPlanIT {

    private static final String ZONE = "plan.zone";

    private final ConnectClient legacy;
    private final ConnectClient europe;
    private final ConnectClient asia;
    private final TestedConnector orders;
    private final TestedConnector parts;

    @TempDir
    private Path directory;

    FleetPlanIT(Laboratory lab) {
        legacy = client(lab.cluster("source", KafkaVersion.V4_3), "legacy");
        europe = client(lab.cluster("target", KafkaVersion.V4_3), "europe");
        asia = client(lab.cluster("target", KafkaVersion.V3_9), "asia");
        orders = new TestedConnector(lab, legacy, europe);
        parts = new TestedConnector(lab, legacy, asia);
    }

    @BeforeEach
    void start() {
        legacy.createConnector(orders.name(), orders.config(ZONE, "EU"));
        legacy.createConnector(parts.name(), parts.config(ZONE, "AS"));
        orders.awaitRecords(100);
        parts.awaitRecords(100);
    }

    @AfterEach
    void delete() {
        for (ConnectClient cluster : List.of(legacy, europe, asia)) {
            names(cluster).forEach(cluster::deleteConnector);
        }
    }

    /** {@return what a cluster has of the two connectors, under the old or the new name} */
    private List<String> names(ConnectClient cluster) {
        return cluster.listConnectors().stream()
                .filter(name -> name.endsWith(orders.name()) || name.endsWith(parts.name()))
                .toList();
    }

    @Test
    void connectors_move_where_they_are_routed_and_are_confirmed_there() {
        MigrationPlan plan = split().rename(name -> "moved-" + name)
                .config((name, config) -> config.rewriting(ZONE, "(..)", "$1-new"))
                .attribute("by", "ada")
                .override(parts.name(), own -> own.targetName(parts.name()).attribute("team", "stores"))
                .build();
        MigrationCheck check = migrator().check(plan);
        assertThat(check.passed()).isTrue();
        assertThat(check.to()).containsExactlyInAnyOrder("europe", "asia");

        MigrationReport report = migrator().migrate(plan);

        assertThat(report.connectors()).hasSize(2).allMatch(moved -> moved.outcome() instanceof Moved);
        assertThat(report.connectors()).extracting(ConnectorReport::to).containsExactlyElementsOf(check.to());
        assertThat(names(europe)).containsExactly("moved-" + orders.name());
        assertThat(names(asia)).containsExactly(parts.name());
        assertThat(europe.config("moved-" + orders.name()).get(ZONE)).isEqualTo("EU-new");
        assertThat(open(orders).attributes()).containsExactly(Map.entry("by", "ada"));
        assertThat(open(parts).attributes()).containsExactly(Map.entry("by", "ada"), Map.entry("team", "stores"));
        assertThat(outcomes(migrator().migrate(plan))).allMatch(outcome -> outcome instanceof Moved);
        orders.awaitMoreRecords();
        parts.awaitMoreRecords();

        assertThat(outcomes(migrator().confirm(plan))).containsExactly(new Confirmed(), new Confirmed());

        orders.assertExactlyOnce();
        parts.assertExactlyOnce();
        assertThat(names(legacy)).isEmpty();
        MigrationReport again = migrator().confirm(plan);
        assertThat(again.succeeded()).isTrue();
        assertThat(again.problems()).extracting(Problem::code).containsExactly(ProblemCode.NOTHING_MATCHES);
    }

    private MigrationPlanBuilder split() {
        return MigrationPlan.builder()
                .from(legacy)
                .connectorsMatching(connector -> connector.config().containsKey(ZONE))
                .route(this::byZone);
    }

    private ConnectClient byZone(ConnectorInfo connector) {
        return connector.config().getOrDefault(ZONE, "").equals("EU") ? europe : asia;
    }

    private OpenMigration open(TestedConnector connector) {
        return migrator().unfinished().stream()
                .filter(open -> open.connector().equals(connector.name()))
                .findFirst()
                .orElseThrow();
    }

    private Migrator migrator() {
        return Migrator.builder().journal(Journal.directory(directory)).build();
    }

    private static List<MigrationOutcome> outcomes(MigrationReport report) {
        return report.connectors().stream().map(ConnectorReport::outcome).toList();
    }

    private static ConnectClient client(ConnectCluster cluster, String name) {
        return ConnectClient.builder(cluster.url()).name(name).build();
    }
}
