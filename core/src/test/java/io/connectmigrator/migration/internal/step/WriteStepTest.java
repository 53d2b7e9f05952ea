package io.connectmigrator.migration.internal.step;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.lab.sim.Fault;
import io.connectmigrator.lab.sim.SimulatedClusters;
import io.connectmigrator.plan.ExistingOffsets;
import io.connectmigrator.report.ConnectorReport;
import io.connectmigrator.report.MigrationOutcome;
import io.connectmigrator.report.MigrationOutcome.Moved;
import io.connectmigrator.report.MigrationOutcome.Undone;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.ProblemCode;
import io.connectmigrator.report.TransportChoice.Via;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The target gets exactly the offsets of the source, over a transport that keeps their bytes. */
class WriteStepTest extends SimulatedClusters {

    @Test
    void the_target_has_exactly_the_offsets_of_the_source_when_it_is_resumed() {
        leaveOffsets(target);
        simulation.run(source, "orders", SOURCE);
        List<Map<String, String>> seen = new ArrayList<>();
        at("PUT /connectors/orders/resume on target", () -> seen.addAll(List.of(offsets(source), offsets(target))));

        ConnectorReport report =
                migrate(plan().existingOffsets(ExistingOffsets.REPLACE).build());

        assertThat(via(report)).isEqualTo(Via.REST);
        assertThat(seen.get(1)).isEqualTo(seen.get(0)).hasSize(2);
        assertThat(changes()).containsSubsequence("target OFFSETS_RESET", "target OFFSETS_ALTERED", "target STARTED");
        assertRunsOnlyOn(target);
    }

    @Test
    void keys_that_rest_would_reorder_are_written_to_the_topic_byte_for_byte() {
        Map<String, String> reversed = new HashMap<>(SOURCE);
        reversed.put("key.order", "reversed");
        simulation.run(source, "orders", reversed);

        ConnectorReport report = migrate(planOverTopics(source, target).build());

        assertThat(via(report)).isEqualTo(Via.CONFIGURED);
        assertThat(offsets(target).keySet())
                .containsExactly(
                        "[\"orders\",{\"shard\":0,\"data\":\"data\"}]", "[\"orders\",{\"shard\":1,\"data\":\"data\"}]");
        assertRunsOnlyOn(target);
    }

    @Test
    void the_offsets_of_a_connector_that_another_has_put_in_place_of_ours_are_left_alone() {
        simulation.run(source, "orders", Map.of("connector.class", "SimulatedSource", "data", "orders"));
        Map<String, String> other = Map.of("connector.class", "SimulatedSource", "data", "other");
        at("PUT /connectors/orders/pause on source", operator(target)::delete);
        at(
                "PUT /connectors/orders/pause on source answered",
                () -> operator(target).create(other));
        at("PUT /connectors/orders/stop on source", operator(target)::stop);

        ConnectorReport report = migrate(plan().build());

        assertThat(codes(report.problems())).contains(ProblemCode.TARGET_CHANGED);
        assertThat(changes()).doesNotContain("target OFFSETS_ALTERED", "target OFFSETS_RESET", "target DELETED");
        assertThat(source.isCopying("orders")).isTrue();
    }

    @Test
    void the_offsets_of_a_sink_that_keeps_its_consumer_group_are_not_written() {
        simulation.run(source, "orders", SINK);

        ConnectorReport report = migrate(plan().build());

        assertThat(via(report)).isEqualTo(Via.SHARED);
        assertThat(changes()).containsExactly("target CREATED", "source PAUSED", "source STOPPED", "target STARTED");
        assertRunsOnlyOn(target);
    }

    @Test
    void the_offsets_of_a_renamed_sink_are_written_to_its_new_consumer_group() {
        simulation.run(source, "orders", SINK);

        ConnectorReport report = migrate(plan().rename(name -> "new-orders").build());

        assertThat(via(report)).isEqualTo(Via.REST);
        assertThat(kafka.group("connect-new-orders").commits().keySet()).containsExactly("orders");
        assertThat(target.isCopying("new-orders")).isTrue();
        assertThat(simulation.deliveries().lost()).isEmpty();
        assertThat(simulation.deliveries().doubled()).isEmpty();
    }

    private static Via via(ConnectorReport report) {
        assertThat(report.outcome()).isInstanceOf(Moved.class);
        return requireNonNull(report.writtenWith()).via();
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"SERVER_ERROR", "NO_ANSWER_NOT_DONE", "WORKER_TIMED_OUT_DONE_LATE"})
    void a_failed_write_leaves_no_offsets_on_the_target(Fault fault) {
        simulation.run(source, "orders", SOURCE);
        at("PATCH /connectors/orders/offsets on target", fault);

        ConnectorReport report = migrate(plan().build());

        assertThat(report.outcome()).isEqualTo(new Undone(MigrationStep.WRITE));
        assertRunsOnlyOn(source);
        assertTargetUntouched();
    }

    @Test
    void no_offsets_are_written_to_a_target_that_an_operator_has_resumed_and_the_source_waits_until_it_is_stopped() {
        simulation.run(source, "orders", SOURCE);
        at(
                "PUT /connectors/orders/stop on source answered",
                () -> operator(target).resume());

        ConnectorReport report = migrate(plan().build());

        assertThat(report.outcome()).isInstanceOf(MigrationOutcome.Unfinished.class);
        assertThat(codes(report.problems())).contains(ProblemCode.TARGET_CHANGED);
        assertThat(changes()).doesNotContain("target OFFSETS_ALTERED", "source STARTED");
        operator(target).stop();
        simulation.sleep(Duration.ofSeconds(1));
        assertThat(rollback(plan().build()).outcome()).isInstanceOf(MigrationOutcome.RolledBack.class);
        assertThat(source.isCopying("orders")).isTrue();
        assertTargetUntouched();
        assertThat(simulation.deliveries().atOnce()).isEmpty();
    }
}
