package io.connectmigrator.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorInfo;
import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.lab.ConnectCluster;
import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.lab.moving.TestedConnector;
import io.connectmigrator.migration.MigrationOutcome.Confirmed;
import io.connectmigrator.migration.MigrationOutcome.Moved;
import io.connectmigrator.migration.MigrationOutcome.NotStarted;
import io.connectmigrator.migration.MigrationOutcome.Refused;
import io.connectmigrator.migration.MigrationOutcome.RolledBack;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** One plan leads connectors from one cluster to two others. Each call is made on a migrator of its own. */
@ExtendWith(SharedLaboratory.class)
class FleetPlanIT {

    private static final String ZONE = "plant.zone";

    private final ConnectClient legacy;
    private final ConnectClient europe;
    private final ConnectClient asia;
    private final TestedConnector orders;
    private final TestedConnector parts;

    @TempDir
    private Path directory;

    FleetPlanIT(Laboratory lab) {
        legacy = client(lab.cluster("source", KafkaVersion.V4_3_1), "legacy");
        europe = client(lab.cluster("target", KafkaVersion.V4_3_1), "europe");
        asia = client(lab.cluster("target", KafkaVersion.V3_9_1), "asia");
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
            cluster.listConnectors().forEach(cluster::deleteConnector);
        }
    }

    @Test
    void connectors_go_where_they_are_routed_and_are_confirmed_from_there() {
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
        assertThat(europe.listConnectors()).containsExactly("moved-" + orders.name());
        assertThat(asia.listConnectors()).containsExactly(parts.name());
        assertThat(europe.config("moved-" + orders.name()).get(ZONE)).isEqualTo("EU-new");
        assertThat(open(orders).attributes()).containsExactly(Map.entry("by", "ada"));
        assertThat(open(parts).attributes()).containsExactly(Map.entry("by", "ada"), Map.entry("team", "stores"));
        assertThat(outcomes(migrator().migrate(plan))).allMatch(outcome -> outcome instanceof Moved);
        orders.awaitMoreRecords();
        parts.awaitMoreRecords();

        assertThat(outcomes(migrator().confirm(plan))).containsExactly(new Confirmed(), new Confirmed());

        orders.assertExactlyOnce();
        parts.assertExactlyOnce();
        assertThat(legacy.listConnectors()).isEmpty();
        MigrationReport again = migrator().confirm(plan);
        assertThat(again.succeeded()).isTrue();
        assertThat(again.problems()).extracting(Problem::code).containsExactly(ProblemCode.NOTHING_MATCHES);
    }

    @Test
    void a_plan_that_names_connectors_knows_them_when_they_are_confirmed() {
        MigrationPlan plan = MigrationPlan.builder()
                .from(legacy)
                .connectors(orders.name(), parts.name())
                .route(this::byZone)
                .build();
        migrator().migrate(plan);
        migrator().confirm(plan);

        MigrationReport again = migrator().confirm(plan);
        assertThat(outcomes(again)).containsExactly(new Confirmed(), new Confirmed());
        assertThat(again.connectors()).extracting(ConnectorReport::to).containsExactly("europe", "asia");
        assertThat(outcomes(migrator().migrate(plan))).containsExactly(new Confirmed(), new Confirmed());
    }

    @Test
    void connectors_come_back_from_where_they_were_routed() {
        MigrationPlan plan = split().build();
        migrator().migrate(plan);
        orders.awaitMoreRecords();
        parts.awaitMoreRecords();

        assertThat(outcomes(migrator().rollback(plan))).containsExactly(new RolledBack(), new RolledBack());

        orders.assertSource(ConnectorState.RUNNING);
        parts.assertSource(ConnectorState.RUNNING);
        orders.awaitMoreRecords();
        parts.awaitMoreRecords();
        orders.assertExactlyOnce();
        parts.assertExactlyOnce();
    }

    @Test
    void a_route_that_leads_elsewhere_by_now_is_refused() {
        migrator().migrate(split().build());

        MigrationReport report =
                migrator().migrate(split().route(connector -> europe).build());

        assertThat(report.succeeded()).isFalse();
        assertThat(report.problems())
                .filteredOn(problem -> problem.code() == ProblemCode.PLAN_CHANGED)
                .extracting(Problem::message)
                .singleElement()
                .asString()
                .contains(parts.name())
                .contains("the target cluster was asia and is now europe");
        parts.assertSource(ConnectorState.STOPPED);
        parts.assertTarget(ConnectorState.RUNNING);
    }

    @Test
    void whatever_is_wrong_with_a_plan_is_named_and_nothing_is_touched() {
        MigrationPlan plan = split().route(connector -> butNot(parts, connector))
                .rename(name -> "one-for-all")
                .wave(orders.name())
                .after(orders.name(), parts.name())
                .wave("slip")
                .build();

        MigrationCheck check = migrator().check(plan);
        MigrationReport report = migrator().migrate(plan);

        assertThat(check.passed()).isFalse();
        assertThat(check.planProblems())
                .extracting(Problem::code)
                .containsExactly(ProblemCode.ROUTED_NOWHERE, ProblemCode.NOT_IN_PLAN, ProblemCode.ORDER_CONTRADICTS);
        // A connector that has not committed yet is warned of.
        assertThat(check.problems()).filteredOn(Problem::isError).isEqualTo(check.planProblems());
        assertThat(report.planProblems()).isEqualTo(check.planProblems());
        assertThat(outcomes(report)).containsExactly(new Refused(), new Refused());
        assertUntouched();
    }

    @Test
    void a_plan_that_is_wrong_as_a_whole_starts_nothing() {
        MigrationReport report = migrator().migrate(split().wave("slip").build());

        assertThat(report.succeeded()).isFalse();
        assertThat(outcomes(report)).containsExactly(new NotStarted(), new NotStarted());
        assertUntouched();
    }

    private void assertUntouched() {
        orders.assertSource(ConnectorState.RUNNING);
        parts.assertSource(ConnectorState.RUNNING);
        assertThat(europe.listConnectors()).isEmpty();
        assertThat(asia.listConnectors()).isEmpty();
        assertThat(migrator().open()).isEmpty();
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

    private @Nullable ConnectClient butNot(TestedConnector left, ConnectorInfo connector) {
        return connector.name().equals(left.name()) ? null : europe;
    }

    private OpenMigration open(TestedConnector connector) {
        return migrator().open().stream()
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
