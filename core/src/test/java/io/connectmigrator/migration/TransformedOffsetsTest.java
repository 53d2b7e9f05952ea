package io.connectmigrator.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.lab.sim.ConnectVersion;
import io.connectmigrator.lab.sim.SimulatedClusters;
import io.connectmigrator.lab.sim.SimulatedConnect;
import io.connectmigrator.lab.sim.SimulatedKafka;
import io.connectmigrator.lab.sim.SimulatedTranslation;
import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetTransform;
import io.connectmigrator.offset.OffsetTransforms;
import io.connectmigrator.report.ConnectorReport;
import io.connectmigrator.report.MigrationCheck;
import io.connectmigrator.report.MigrationOutcome.Moved;
import io.connectmigrator.report.MigrationOutcome.Refused;
import io.connectmigrator.report.MigrationOutcome.Rehearsed;
import io.connectmigrator.report.MigrationOutcome.RolledBack;
import io.connectmigrator.report.MigrationOutcome.Undone;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A source whose partitions have another name on the target takes its offsets there, and back. */
class TransformedOffsetsTest extends SimulatedClusters {

    private static final Map<String, String> BEFORE =
            Map.of("connector.class", "SimulatedSource", "tasks.max", "2", "key.data", "factory");

    private static final OffsetTransform RENAMED = OffsetTransforms.field("data", data -> "warehouse");

    private void runs() {
        simulation.run(source, "orders", BEFORE);
        simulation.sleep(Duration.ofSeconds(1));
    }

    private MigrationPlanBuilder renaming() {
        return renaming(plan());
    }

    private static MigrationPlanBuilder renaming(MigrationPlanBuilder plan) {
        return plan.config("key.data", "warehouse").transformOffsets((connector, offset) -> RENAMED.apply(offset));
    }

    @Test
    void config_and_partitions_change_together() {
        runs();

        ConnectorReport report = migrate(renaming().build());

        assertThat(report.outcome()).as("%s", report.problems()).isInstanceOf(Moved.class);
        assertThat(steps(report)).containsSubsequence("snapshot", "translate", "write", "verify");
        assertThat(report.problems()).isEmpty();
        assertThat(offsets(target).keySet())
                .containsExactly(
                        "[\"orders\",{\"data\":\"warehouse\",\"shard\":0}]",
                        "[\"orders\",{\"data\":\"warehouse\",\"shard\":1}]");
        assertRunsOnlyOn(target);
    }

    @Test
    void a_changed_config_alone_would_start_from_scratch() {
        runs();

        assertError(plan().config("key.data", "warehouse").build(), ProblemCode.IDENTITY_CHANGED);
    }

    @Test
    void changed_partitions_alone_would_not_be_found() {
        runs();

        assertError(
                plan().transformOffsets((connector, offset) -> RENAMED.apply(offset))
                        .build(),
                ProblemCode.IDENTITY_CHANGED);
    }

    @Test
    void one_connector_may_have_a_transform_of_its_own() {
        runs();

        ConnectorReport report = migrate(plan().transformOffsets((connector, offset) -> offset)
                .override(
                        "orders",
                        orders -> orders.config("key.data", "warehouse").transformOffsets(RENAMED))
                .build());

        assertThat(report.outcome()).as("%s", report.problems()).isInstanceOf(Moved.class);
        assertRunsOnlyOn(target);
    }

    @Test
    void current_offsets_come_back_under_the_partitions_that_they_had() {
        runs();
        migrate(renaming().build());
        simulation.sleep(Duration.ofSeconds(3));

        ConnectorReport report = rollback(renaming().build());

        assertThat(report.outcome()).as("%s", report.problems()).isInstanceOf(RolledBack.class);
        assertThat(report.problems()).isEmpty();
        assertThat(offsets(source).keySet())
                .containsExactly(
                        "[\"orders\",{\"data\":\"factory\",\"shard\":0}]",
                        "[\"orders\",{\"data\":\"factory\",\"shard\":1}]");
        assertThat(offsets(target)).isEmpty();
        assertRunsOnlyOn(source);
    }

    @Test
    void keys_of_a_topic_keep_their_order_there_and_back() {
        Map<String, String> config = new LinkedHashMap<>(BEFORE);
        config.put("key.order", "reversed");
        simulation.run(source, "orders", config);
        simulation.sleep(Duration.ofSeconds(1));

        ConnectorReport moved = migrate(renaming(planOverTopics(source, target)).build());
        assertThat(moved.outcome()).as("%s", moved.problems()).isInstanceOf(Moved.class);
        assertThat(offsets(target)).containsKey("[\"orders\",{\"shard\":0,\"data\":\"warehouse\"}]");
        assertRunsOnlyOn(target);
        ConnectorReport back = rollback(renaming(planOverTopics(source, target)).build());

        assertThat(back.outcome()).as("%s", back.problems()).isInstanceOf(RolledBack.class);
        assertThat(offsets(source).keySet())
                .containsExactly(
                        "[\"orders\",{\"shard\":0,\"data\":\"factory\"}]",
                        "[\"orders\",{\"shard\":1,\"data\":\"factory\"}]");
        assertRunsOnlyOn(source);
    }

    @Test
    void an_offset_of_a_partition_that_is_new_comes_back_as_it_is() {
        runs();
        migrate(renaming().config("partitions", "3").build());
        simulation.sleep(Duration.ofSeconds(3));

        ConnectorReport report = rollback(renaming().config("partitions", "3").build());

        assertThat(report.outcome()).as("%s", report.problems()).isInstanceOf(RolledBack.class);
        assertThat(codes(report.problems())).containsExactly(ProblemCode.NO_WAY_BACK);
        assertThat(report.problems().get(0).message()).contains("1 offsets in partitions that it was not given");
        assertThat(offsets(source).keySet())
                .containsExactly(
                        "[\"orders\",{\"data\":\"factory\",\"shard\":0}]",
                        "[\"orders\",{\"data\":\"factory\",\"shard\":1}]",
                        "[\"orders\",{\"data\":\"warehouse\",\"shard\":2}]");
        assertRunsOnlyOn(source);
    }

    @Test
    void an_offset_that_is_changed_itself_cannot_come_back() {
        runs();
        MigrationPlan plan =
                plan().transformOffsets((connector, offset) -> marked(offset)).build();

        assertWarning(plan, ProblemCode.NO_WAY_BACK);
        assertThat(migrate(plan).outcome()).isInstanceOf(Moved.class);
        ConnectorReport report = rollback(plan);

        assertThat(report.outcome()).isInstanceOf(Refused.class);
        assertThat(codes(report.problems())).containsExactly(ProblemCode.NO_WAY_BACK);
        assertRunsOnlyOn(target);
    }

    @Test
    void before_the_target_has_run_a_changed_offset_is_undone() {
        runs();
        MigrationPlan plan = plan().transformOffsets((connector, offset) -> marked(offset))
                .onCutover((connector, name) -> {
                    throw new IllegalStateException("the records are locked");
                })
                .build();

        assertThat(migrate(plan).outcome()).isEqualTo(new Undone(MigrationStep.CUT_OVER));
        assertTargetUntouched();
        assertRunsOnlyOn(source);
    }

    private static ConnectorOffset marked(ConnectorOffset offset) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>(offset.offset());
        values.put("moved", true);
        return offset.withOffset(values);
    }

    @Test
    void two_partitions_that_become_one_are_found_before_anything_is_touched() {
        runs();

        ConnectorReport report = migrate(plan().transformOffsets((connector, offset) -> offset.withField("shard", 7))
                .build());

        assertThat(report.outcome()).isInstanceOf(Refused.class);
        assertThat(codes(report.problems())).containsExactly(ProblemCode.OFFSETS_NOT_TRANSFORMED);
        assertThat(report.problems().get(0).message()).contains("both become {\"data\":\"factory\",\"shard\":7}");
        assertThat(changes()).isEmpty();
    }

    @Test
    void a_function_that_fails_is_a_finding() {
        runs();

        assertError(
                plan().transformOffsets((connector, offset) -> {
                            throw new IllegalArgumentException("secret");
                        })
                        .build(),
                ProblemCode.PLAN_FUNCTION_FAILED);
    }

    @Test
    void an_offset_that_becomes_null_is_refused() {
        runs();

        assertError(
                plan().transformOffsets((connector, offset) -> new ConnectorOffset(offset.partition(), null))
                        .build(),
                ProblemCode.OFFSETS_NOT_TRANSFORMED);
    }

    @Test
    void offsets_of_a_sink_are_refused_if_they_change_and_left_alone_otherwise() {
        simulation.run(source, "orders", SINK);
        simulation.sleep(Duration.ofSeconds(1));
        MigrationPlanBuilder renamed = plan().rename(name -> "new-" + name);

        assertError(
                renamed.transformOffsets((connector, offset) -> offset.withField("kafka_topic", "dc1.orders"))
                        .build(),
                ProblemCode.OFFSETS_NOT_TRANSFORMED);
        assertThat(migrate(renamed.transformOffsets((connector, offset) -> RENAMED.apply(offset))
                                .build())
                        .outcome())
                .isInstanceOf(Moved.class);
    }

    @Test
    void a_sink_that_comes_to_another_kafka_cluster_is_translated_and_not_changed_as_well() {
        SimulatedKafka mirror = simulation.kafka("mirror").mirror("mirrored-", 1_000);
        SimulatedConnect elsewhere = simulation.connect("elsewhere", ConnectVersion.V4_3, 1, mirror);
        simulation.run(source, "orders", SINK);
        simulation.sleep(Duration.ofSeconds(1));
        MigrationPlanBuilder across = plan(source, elsewhere)
                .across(new SimulatedTranslation(process, kafka, mirror))
                .config("topics", "mirrored-orders");

        MigrationCheck check =
                check(across.transformOffsets((connector, offset) -> offset.withField("kafka_topic", "mirrored-orders"))
                        .build());
        assertThat(check.problems())
                .filteredOn(Problem::isError)
                .extracting(Problem::code)
                .containsExactly(ProblemCode.OFFSETS_NOT_TRANSFORMED);

        ConnectorReport report =
                migrate(across.transformOffsets((connector, offset) -> offset).build());
        assertThat(report.outcome()).as("%s", report.problems()).isInstanceOf(Moved.class);
        assertThat(steps(report)).containsOnlyOnce("translate");
        assertRunsOnlyOn(elsewhere);
    }

    @Test
    void a_rehearsal_writes_the_offsets_as_they_are_changed() {
        runs();

        ConnectorReport report = report(migrator().startRehearse(renaming().build()))
                .connectors()
                .get(0);

        assertThat(report.outcome()).as("%s", report.problems()).isEqualTo(new Rehearsed(true));
        assertThat(steps(report)).containsSubsequence("snapshot", "translate", "write", "verify");
        assertRunsOnlyOn(source);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /connectors/orders/offsets on source",
                "PATCH /connectors/orders/offsets on target",
                "PUT /connectors/orders/resume on target"
            })
    void another_process_goes_on_with_both_offsets(String request) {
        runs();
        startAndKill(renaming().build(), request);

        ConnectorReport report = migrate(renaming().build());

        assertThat(report.outcome()).as("%s", report.problems()).isInstanceOf(Moved.class);
        assertRunsOnlyOn(target);
        assertThat(rollback(renaming().build()).outcome()).isInstanceOf(RolledBack.class);
        assertThat(offsets(source).keySet()).allMatch(key -> key.contains("factory"));
        assertRunsOnlyOn(source);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PATCH /connectors/orders/offsets on source",
                "PUT /connectors/orders/resume on source",
                "DELETE /connectors/orders on target"
            })
    void another_process_goes_on_with_a_rollback(String request) {
        runs();
        migrate(renaming().build());
        simulation.sleep(Duration.ofSeconds(3));
        MigrationPlan plan = renaming().build();
        MigrationRun run = migrator().startRollback(plan);
        at(request + " answered", 1, () -> process.kill());
        simulation.sleep(Duration.ofSeconds(20));
        assertThat(run.completion()).isNotDone();
        restart();

        ConnectorReport report = rollback(renaming().build());

        assertThat(report.outcome()).as("%s", report.problems()).isInstanceOf(RolledBack.class);
        assertThat(offsets(source).keySet()).hasSize(2).allMatch(key -> key.contains("factory"));
        assertRunsOnlyOn(source);
    }

    @Test
    void every_transform_is_asked_about_the_connector_by_its_name_on_the_source() {
        runs();
        List<String> asked = new ArrayList<>();

        check(plan().rename(name -> "new-" + name)
                .transformOffsets((connector, offset) -> {
                    asked.add(connector);
                    return offset;
                })
                .build());

        assertThat(asked).isNotEmpty().containsOnly("orders");
    }
}
