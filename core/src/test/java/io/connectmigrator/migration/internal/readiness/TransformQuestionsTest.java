package io.connectmigrator.migration.internal.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.migration.MigrationPlanBuilder;
import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetTransforms;
import io.connectmigrator.readiness.ItemScore;
import io.connectmigrator.readiness.ReadinessItem;
import io.connectmigrator.report.ProblemCode;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is found about offsets that the plan changes. */
class TransformQuestionsTest extends ReadableClusters {

    @BeforeEach
    void runSource() {
        simulation.run(
                source,
                "orders",
                Map.of("connector.class", "SimulatedSource", "tasks.max", "2", "key.data", "factory"));
        simulation.sleep(Duration.ofSeconds(1));
    }

    private MigrationPlanBuilder renaming() {
        return planTo(target)
                .config("key.data", "warehouse")
                .transformOffsets((connector, offset) ->
                        OffsetTransforms.field("data", data -> "warehouse").apply(offset));
    }

    @Test
    void it_is_told_how_many_offsets_are_changed() {
        ItemScore found = item(renaming(), ReadinessItem.TRANSFORM);

        assertThat(found.score()).isEqualTo(1);
        assertThat(evidence(found)).startsWith("the plan changes the offsets of 2 of 2 partitions");
        assertThat(found.toRaise()).isEqualTo("rehearse a connector of this shape");
        assertThat(item(renaming(), ReadinessItem.WAY_BACK).score()).isEqualTo(1);
        assertThat(evidence(
                        item(planTo(target).transformOffsets((connector, offset) -> offset), ReadinessItem.TRANSFORM)))
                .startsWith("the plan changes the offsets of 0 of 2 partitions");
    }

    @Test
    void offsets_that_cannot_be_given_to_the_target_are_not_ready() {
        ItemScore found = item(
                planTo(target).transformOffsets((connector, offset) -> new ConnectorOffset(offset.partition(), null)),
                ReadinessItem.TRANSFORM);

        assertThat(found.score()).isZero();
        assertThat(evidence(found)).contains("become null");
    }

    @Test
    void there_is_no_way_back_if_more_than_partitions_is_changed() {
        ItemScore found = item(
                planTo(target)
                        .transformOffsets(
                                (connector, offset) -> new ConnectorOffset(offset.partition(), Map.of("sequence", 1L))),
                ReadinessItem.WAY_BACK);

        assertThat(found.score()).isZero();
        assertThat(evidence(found)).contains("what its offsets would have been on the source is not known");
    }

    @Test
    void the_shape_tells_that_offsets_are_changed() {
        assertThat(readiness(renaming().build()).shapes().get(0).shape().toString())
                .endsWith(", offsets transformed");
        assertThat(readiness(planTo(target).build()).stops())
                .extracting(stop -> stop.code())
                .doesNotContain(ProblemCode.OFFSETS_NOT_TRANSFORMED);
        assertThat(readiness(planTo(target).build()).shapes().get(0).rows().stream()
                        .flatMap(row -> row.items().stream()))
                .noneMatch(score -> score.item() == ReadinessItem.TRANSFORM);
    }
}
