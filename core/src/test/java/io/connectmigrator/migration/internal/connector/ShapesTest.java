package io.connectmigrator.migration.internal.connector;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.family.Families;
import io.connectmigrator.journal.Journal;
import io.connectmigrator.lab.sim.SimulatedClusters;
import io.connectmigrator.migration.MigrationPlan;
import io.connectmigrator.migration.MigrationPlanBuilder;
import io.connectmigrator.migration.PlanDefinitions;
import io.connectmigrator.migration.internal.state.JournaledMoves;
import io.connectmigrator.migration.internal.work.Timeouts;
import io.connectmigrator.plan.internal.PlanResolution;
import io.connectmigrator.plan.internal.TargetCluster;
import io.connectmigrator.readiness.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The shape of a connector, which tells whether a test of it tells about others. */
class ShapesTest extends SimulatedClusters {

    @Test
    void a_shape_has_the_versions_of_both_sides() {
        target.pluginVersion("1.1");
        simulation.run(source, "orders", SOURCE);

        assertThat(shape(plan().build()))
                .isEqualTo(new Shape("SimulatedSource", "1.0", "1.1", "source", "target", "REST, REST", false, ""));
    }

    @Test
    void a_plugin_that_the_target_lacks_is_absent() {
        simulation.run(source, "orders", SOURCE);
        target.hidePlugin("SimulatedSource");

        assertThat(shape(plan().build()).targetVersion()).isEqualTo("absent");
    }

    @Test
    void a_plugin_that_the_source_lacks_has_no_version_there() {
        simulation.run(source, "orders", SOURCE);
        source.removePlugin("SimulatedSource");

        assertThat(shape(planOverTopics(source, target).build()).sourceVersion())
                .isEqualTo("undefined");
    }

    @Test
    void a_shape_tells_the_transports_and_whether_there_is_another_name() {
        simulation.run(source, "orders", SOURCE);

        MigrationPlanBuilder plan = MigrationPlan.builder()
                .from(clientWithTransport(source))
                .to(client(target))
                .connectors("orders")
                .rename(name -> name + "-2");

        assertThat(shape(plan.build()))
                .hasToString("SimulatedSource 1.0 to 1.0, source to target, SimulatedTransport, REST, renamed");
    }

    @Test
    void sinks_in_one_group_share_their_offsets() {
        simulation.run(source, "orders", SINK);

        assertThat(shape(plan().build()).transport()).isEqualTo("shared");
    }

    @Test
    void a_shape_is_the_same_while_a_connector_moves_and_afterwards() {
        simulation.run(source, "orders", SOURCE);
        MigrationPlan plan = allowing(MigrationPlan.builder()
                        .from(client(source))
                        .to(clientWithTransport(target))
                        .connectors("orders"))
                .build();
        CheckContext checkContext = checkContext(plan);
        Shape before = Shapes.of(checkContext);

        migrate(plan);

        assertThat(Shapes.of(checkContext.afresh())).isEqualTo(before);
        assertThat(shape(plan)).isEqualTo(before);
    }

    private Shape shape(MigrationPlan plan) {
        return Shapes.of(checkContext(plan));
    }

    private CheckContext checkContext(MigrationPlan plan) {
        return PlanResolution.of(PlanDefinitions.of(plan), new JournaledMoves(Journal.inMemory())).connectors().stream()
                .map(connector -> new CheckContext(
                        connector,
                        new ClusterFacts(TargetCluster.of(plan.source()), false, process.waiting()),
                        new ClusterFacts(connector.destination(), false, process.waiting()),
                        Families.with(List.of()),
                        process.waiting(),
                        Timeouts.DEFAULT))
                .findFirst()
                .orElseThrow();
    }
}
