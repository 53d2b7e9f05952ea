package io.connectmigrator.migration.internal.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.lab.sim.ConnectVersion;
import io.connectmigrator.lab.sim.Fault;
import io.connectmigrator.lab.sim.SimulatedClusters;
import io.connectmigrator.migration.MigrationPlanBuilder;
import io.connectmigrator.plan.ExistingOffsets;
import io.connectmigrator.report.ConnectorReport;
import io.connectmigrator.report.MigrationOutcome.Moved;
import io.connectmigrator.report.MigrationOutcome.Undone;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On workers that start every connector they create, the target is not created before its offsets are written. */
class PrepareSeedStepTest extends SimulatedClusters {

    private static final Map<String, String> OTHERS = Map.of("connector.class", "SimulatedSource", "data", "others");

    PrepareSeedStepTest() {
        super(ConnectVersion.V4_3, ConnectVersion.V3_6);
    }

    @BeforeEach
    void runSource() {
        simulation.run(source, "orders", SOURCE);
    }

    @Test
    void the_target_does_not_exist_when_the_source_is_paused() {
        List<String> seen = new ArrayList<>();
        at("PUT /connectors/orders/pause on source", () -> seen.addAll(target.connectorNames()));

        assertThat(migrate(planOverTopics().build()).outcome()).isInstanceOf(Moved.class);

        assertThat(seen).isEmpty();
        assertThat(changes())
                .containsExactly("source PAUSED", "source STOPPED", "target OFFSETS_ALTERED", "target CREATED");
        assertRunsOnlyOn(target);
    }

    @Test
    void a_connector_created_by_an_operator_after_the_check_keeps_its_config_and_offsets() {
        at("journal save", () -> operator(target).create(OTHERS));

        ConnectorReport report = migrate(planOverTopics().build());

        assertThat(report.outcome()).isEqualTo(new Undone(MigrationStep.PREPARE));
        assertThat(codes(report.problems())).containsExactly(ProblemCode.NAME_TAKEN);
        assertThat(changes()).isEmpty();
        assertThat(target.isCopying("orders")).isTrue();
        assertThat(target.offsets("orders")).isNotEmpty();
        assertThat(source.isCopying("orders")).isTrue();
    }

    @Test
    void offsets_that_appear_after_the_check_are_refused_and_kept() {
        String key = "[\"orders\",{\"data\":\"others\"}]";
        at(
                "list offsets of orders on target",
                2,
                () -> kafka.offsetTopic(target.offsetTopic()).write(key, "{\"sequence\":7}"));

        ConnectorReport report = migrate(planOverTopics().build());

        assertThat(report.outcome()).isEqualTo(new Undone(MigrationStep.PREPARE));
        assertThat(codes(report.problems())).containsExactly(ProblemCode.LEFTOVER_OFFSETS);
        assertThat(offsets(target)).isEqualTo(Map.of(key, "{\"sequence\":7}"));
        assertThat(changes()).isEmpty();
    }

    @Test
    void offsets_of_an_earlier_connector_are_deleted_while_the_source_still_runs() {
        leaveOffsets(target);
        List<Map<String, String>> seen = new ArrayList<>();
        at("PUT /connectors/orders/pause on source", () -> seen.add(offsets(target)));

        assertThat(migrate(planOverTopics()
                                .existingOffsets(ExistingOffsets.REPLACE)
                                .build())
                        .outcome())
                .isInstanceOf(Moved.class);

        assertThat(seen).containsExactly(Map.of());
        assertRunsOnlyOn(target);
    }

    @Test
    void offsets_of_an_earlier_connector_are_restored_if_a_later_step_fails() {
        Map<String, String> leftovers = leaveOffsets(target);
        at("PUT /connectors/orders/pause on source", Fault.SERVER_ERROR);

        ConnectorReport report = migrate(
                planOverTopics().existingOffsets(ExistingOffsets.REPLACE).build());

        assertThat(report.outcome()).isEqualTo(new Undone(MigrationStep.QUIESCE));
        assertThat(offsets(target)).isEqualTo(leftovers);
        assertThat(target.connectorNames()).isEmpty();
        assertRunsOnlyOn(source);
    }

    private MigrationPlanBuilder planOverTopics() {
        return planOverTopics(source, target);
    }
}
