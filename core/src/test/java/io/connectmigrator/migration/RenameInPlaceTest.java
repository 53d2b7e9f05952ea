package io.connectmigrator.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.family.ConnectorFamily;
import io.connectmigrator.family.FamilyMove;
import io.connectmigrator.lab.sim.ClusterSettings;
import io.connectmigrator.lab.sim.ConnectVersion;
import io.connectmigrator.lab.sim.SimulatedClusters;
import io.connectmigrator.lab.sim.SimulatedConnect;
import io.connectmigrator.plan.ExistingOffsets;
import io.connectmigrator.report.ConnectorReport;
import io.connectmigrator.report.MigrationOutcome.Confirmed;
import io.connectmigrator.report.MigrationOutcome.Moved;
import io.connectmigrator.report.MigrationOutcome.Refused;
import io.connectmigrator.report.MigrationOutcome.Rehearsed;
import io.connectmigrator.report.MigrationOutcome.RolledBack;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A connector gets another name on the cluster where it is, with its offsets. */
class RenameInPlaceTest extends SimulatedClusters {

    private static final String NEW_NAME = "bestellungen";

    private MigrationPlanBuilder renaming() {
        return renaming(source);
    }

    private MigrationPlanBuilder renaming(SimulatedConnect cluster) {
        return plan(cluster, cluster).rename(name -> NEW_NAME);
    }

    private void runs(Map<String, String> config) {
        simulation.run(source, "orders", config);
        simulation.sleep(Duration.ofSeconds(1));
    }

    private void assertCopiesOnlyAs(SimulatedConnect cluster, String name) {
        simulation.sleep(Duration.ofSeconds(1));
        assertThat(List.of("orders", NEW_NAME)).filteredOn(cluster::isCopying).containsExactly(name);
        assertThat(simulation.deliveries().lost()).isEmpty();
        assertThat(simulation.deliveries().doubled()).isEmpty();
        assertThat(simulation.deliveries().atOnce()).isEmpty();
    }

    @Test
    void a_source_is_renamed_and_confirmed() {
        runs(SOURCE);

        ConnectorReport report = migrate(renaming().build());

        assertThat(report.outcome()).as("%s", report.problems()).isInstanceOf(Moved.class);
        assertThat(report.problems()).isEmpty();
        assertCopiesOnlyAs(source, NEW_NAME);
        assertThat(confirm(renaming().build()).outcome()).isInstanceOf(Confirmed.class);
        assertThat(source.connectorNames()).containsExactly(NEW_NAME);
        assertCopiesOnlyAs(source, NEW_NAME);
    }

    @Test
    void a_source_is_renamed_through_the_offset_topic() {
        runs(SOURCE);

        ConnectorReport report =
                migrate(planOverTopics(source, source).rename(name -> NEW_NAME).build());

        assertThat(report.outcome()).as("%s", report.problems()).isInstanceOf(Moved.class);
        assertCopiesOnlyAs(source, NEW_NAME);
    }

    @Test
    void it_comes_back_with_the_offsets_that_it_has_by_then() {
        runs(SOURCE);
        migrate(renaming().build());
        simulation.sleep(Duration.ofSeconds(3));

        ConnectorReport report = rollback(renaming().build());

        assertThat(report.outcome()).as("%s", report.problems()).isInstanceOf(RolledBack.class);
        assertThat(source.connectorNames()).containsExactly("orders");
        assertThat(source.offsets(NEW_NAME)).isEmpty();
        assertCopiesOnlyAs(source, "orders");
    }

    @Test
    void it_can_be_renamed_back_by_a_plan_of_its_own() {
        runs(SOURCE);
        migrate(renaming().build());
        confirm(renaming().build());
        MigrationPlan back = allowing(MigrationPlan.builder()
                        .from(client(source))
                        .to(client(source))
                        .connectors(NEW_NAME))
                .rename(name -> "orders")
                .existingOffsets(ExistingOffsets.REPLACE)
                .build();

        assertThat(migrate(back).outcome()).isInstanceOf(Moved.class);
        assertCopiesOnlyAs(source, "orders");
    }

    @Test
    void a_sink_gets_a_consumer_group_of_its_own() {
        runs(SINK);

        ConnectorReport report = migrate(renaming().build());

        assertThat(report.outcome()).as("%s", report.problems()).isInstanceOf(Moved.class);
        assertCopiesOnlyAs(source, NEW_NAME);
        assertThat(rollback(renaming().build()).outcome()).isInstanceOf(RolledBack.class);
        assertCopiesOnlyAs(source, "orders");
    }

    @Test
    void a_sink_whose_config_names_its_group_stays_in_it() {
        runs(Map.of("connector.class", "SimulatedSink", "topics", "orders", "consumer.override.group.id", "readers"));

        ConnectorReport report = migrate(renaming().build());

        assertThat(report.outcome()).as("%s", report.problems()).isInstanceOf(Moved.class);
        assertCopiesOnlyAs(source, NEW_NAME);
        assertThat(rollback(renaming().build()).outcome()).isInstanceOf(RolledBack.class);
        assertCopiesOnlyAs(source, "orders");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_sink_whose_workers_have_one_group_for_all_stays_in_it(boolean besideAnother) {
        SimulatedConnect cluster = simulation.connect(
                "grouped", ConnectVersion.V4_3, ClusterSettings.DEFAULT.consumerGroupId("all-sinks"), 1, kafka);
        simulation.run(cluster, "orders", SINK);
        if (besideAnother) {
            simulation.run(cluster, "stock", Map.of("connector.class", "SimulatedSink", "topics", "stock"));
        }
        simulation.sleep(Duration.ofSeconds(1));

        ConnectorReport report = migrate(renaming(cluster).build());

        assertThat(report.outcome()).as("%s", report.problems()).isInstanceOf(Moved.class);
        assertCopiesOnlyAs(cluster, NEW_NAME);
        ConnectorReport back = rollback(renaming(cluster).build());
        assertThat(back.outcome()).as("%s", back.problems()).isInstanceOf(RolledBack.class);
        assertCopiesOnlyAs(cluster, "orders");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void workers_that_start_what_they_create_rename_as_well(boolean isSink) {
        SimulatedConnect old = simulation.connect("old", ConnectVersion.V3_6, 1, kafka);
        simulation.run(old, "orders", isSink ? SINK : SOURCE);
        simulation.sleep(Duration.ofSeconds(1));
        MigrationPlan plan = planOverTopics(old, old).rename(name -> NEW_NAME).build();

        ConnectorReport report = migrate(plan);

        assertThat(report.outcome()).as("%s", report.problems()).isInstanceOf(Moved.class);
        assertCopiesOnlyAs(old, NEW_NAME);
    }

    @Test
    void a_rehearsal_leaves_nothing() {
        runs(SOURCE);

        ConnectorReport report = report(migrator().startRehearse(renaming().build()))
                .connectors()
                .get(0);

        assertThat(report.outcome()).as("%s", report.problems()).isEqualTo(new Rehearsed(true));
        assertThat(source.connectorNames()).containsExactly("orders");
        assertCopiesOnlyAs(source, "orders");
    }

    /** A family that has state which no two connectors may share. */
    private static final class Sharing implements ConnectorFamily {

        @Override
        public String name() {
            return "sharing";
        }

        @Override
        public Set<String> classNames() {
            return Set.of("com.example.SimulatedSource");
        }

        @Override
        public List<Problem> examine(FamilyMove move) {
            return move.otherConnectors().keySet().stream()
                    .map(other -> Problem.error(ProblemCode.STATE_IN_USE, other + " has it", "Remove it"))
                    .toList();
        }
    }

    @Test
    void the_connector_itself_is_no_other_one_that_uses_its_state() {
        runs(SOURCE);
        MigrationPlan plan = renaming().build();
        MigratorBuilder settings = process.migrator(journal).family(new Sharing());

        assertThat(check(plan, settings).problems()).isEmpty();

        simulation.run(source, "stock", SOURCE);
        assertThat(check(plan, process.migrator(journal).family(new Sharing())).problems())
                .extracting(Problem::message)
                .containsExactly("stock has it");
    }

    @Test
    void a_name_that_stays_the_same_is_refused() {
        runs(SOURCE);

        ConnectorReport report =
                migrate(plan(source, source).rename(name -> name).build());

        assertThat(report.outcome()).isInstanceOf(Refused.class);
        assertThat(codes(report.problems())).contains(ProblemCode.SAME_CLUSTER);
        assertThat(changes()).isEmpty();
    }

    @Test
    void a_name_that_is_taken_is_refused() {
        runs(SOURCE);
        simulation.run(source, NEW_NAME, Map.of("connector.class", "SimulatedSource", "data", "other"));

        assertError(renaming().build(), ProblemCode.NAME_TAKEN);
    }

    @Test
    void connectors_that_are_found_would_be_found_again_and_are_refused() {
        runs(SOURCE);
        MigrationPlan plan = allowing(MigrationPlan.builder()
                        .from(client(source))
                        .route(connector -> client(source))
                        .connectorsMatching(connector -> true))
                .rename(name -> "new-" + name)
                .build();

        assertThat(codes(check(plan).problems())).containsOnly(ProblemCode.SAME_CLUSTER);
    }

    @Test
    void one_cluster_under_two_names_is_refused() {
        runs(SOURCE);
        ConnectClient other = process.client(source).name("other").build();
        MigrationPlan plan = allowing(
                        MigrationPlan.builder().from(client(source)).to(other).connectors("orders"))
                .rename(name -> NEW_NAME)
                .build();

        assertError(plan, ProblemCode.SAME_CLUSTER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /connectors on source",
                "PUT /connectors/orders/stop on source",
                "PATCH /connectors/bestellungen/offsets on source",
                "PUT /connectors/bestellungen/resume on source"
            })
    void another_process_goes_on(String request) {
        runs(SOURCE);
        startAndKill(renaming().build(), request);

        ConnectorReport report = migrate(renaming().build());

        assertThat(report.outcome()).as("%s", report.problems()).isInstanceOf(Moved.class);
        assertCopiesOnlyAs(source, NEW_NAME);
    }
}
