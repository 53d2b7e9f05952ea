package io.connectmigrator.migration.internal.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.lab.sim.ConnectVersion;
import io.connectmigrator.lab.sim.SimulatedClusters;
import io.connectmigrator.lab.sim.SimulatedConnect;
import io.connectmigrator.migration.MigrationPlan;
import io.connectmigrator.migration.MigrationPlanBuilder;
import io.connectmigrator.plan.EmptyOffsets;
import io.connectmigrator.plan.ExistingOffsets;
import io.connectmigrator.report.ProblemCode;
import io.connectmigrator.report.Severity;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The checks of offsets: whether they exist, where they are stored, and which transport can carry them. */
class OffsetsChecksTest extends SimulatedClusters {

    private static final String GROUP = "consumer.override.group.id";

    private final SimulatedConnect elsewhere =
            simulation.connect("elsewhere", ConnectVersion.V4_3, 1, simulation.kafka("other"));

    private static Map<String, String> with(Map<String, String> config, String key, String value) {
        Map<String, String> more = new HashMap<>(config);
        more.put(key, value);
        return more;
    }

    @AfterEach
    void nothingIsChanged() {
        assertThat(changes()).isEmpty();
        assertThat(journal.entries()).isEmpty();
    }

    @Test
    void a_connector_without_offsets() {
        simulation.run(source, "orders", SOURCE);
        operator(source).stop();
        simulation.sleep(Duration.ofSeconds(1));
        operator(source).resetOffsets();
        simulation.sleep(Duration.ofSeconds(1));

        assertError(plan().build(), ProblemCode.OFFSETS_EMPTY);
        assertWarning(plan().emptyOffsets(EmptyOffsets.ALLOW).build(), ProblemCode.SOURCE_ALREADY_STOPPED);
        operator(source).pause();
        simulation.sleep(Duration.ofSeconds(1));
        assertWarning(plan().build(), ProblemCode.OFFSETS_EMPTY);
    }

    @Test
    void a_sink_that_has_committed_nothing_and_would_begin_at_the_end_of_its_topics() {
        simulation.run(source, "orders", with(SINK, "consumer.override.auto.offset.reset", "latest"));
        operator(source).stop();
        simulation.sleep(Duration.ofSeconds(1));
        operator(source).resetOffsets();
        simulation.sleep(Duration.ofSeconds(1));
        MigrationPlanBuilder renamed = plan().rename(name -> "new-orders").emptyOffsets(EmptyOffsets.ALLOW);

        assertThat(codes(check(renamed.build()).problems())).contains(ProblemCode.STARTS_AT_LATEST);
        assertThat(check(renamed.accepting(ProblemCode.STARTS_AT_LATEST).build())
                        .passed())
                .isTrue();
        assertThat(codes(check(renamed.config((name, config) ->
                                        config.with("consumer.override.auto.offset.reset", "earliest"))
                                .build())
                        .problems()))
                .doesNotContain(ProblemCode.STARTS_AT_LATEST);
    }

    @Test
    void a_sink_without_offsets_begins_where_its_consumer_is_told_to() {
        simulation.run(source, "orders", SINK);
        operator(source).stop();
        simulation.sleep(Duration.ofSeconds(1));
        operator(source).resetOffsets();
        simulation.sleep(Duration.ofSeconds(1));

        assertSaysWhereSinkBegins(Severity.ERROR);
        operator(source).pause();
        simulation.sleep(Duration.ofSeconds(1));
        assertSaysWhereSinkBegins(Severity.WARNING);
    }

    private void assertSaysWhereSinkBegins(Severity severity) {
        assertThat(check(plan().build()).problems())
                .filteredOn(problem -> problem.code() == ProblemCode.OFFSETS_EMPTY)
                .singleElement()
                .matches(problem -> problem.severity() == severity)
                .asString()
                .contains("consumer.override.auto.offset.reset")
                .doesNotContain("from scratch");
    }

    @Test
    void keys_that_rest_can_neither_read_nor_write() {
        simulation.run(source, "orders", with(SOURCE, "key.order", "reversed"));

        assertError(plan().build(), ProblemCode.OFFSETS_UNREADABLE);
        assertError(
                MigrationPlan.builder()
                        .from(clientWithTransport(source))
                        .to(client(target))
                        .connectors("orders")
                        .build(),
                ProblemCode.OFFSETS_NEED_TRANSPORT);
        assertThat(check(planOverTopics(source, target).build()).problems()).isEmpty();
    }

    @Test
    void offsets_of_an_earlier_connector_on_the_target() {
        leaveOffsets(target);
        simulation.run(source, "orders", SOURCE);

        assertError(planOverTopics(source, target).build(), ProblemCode.LEFTOVER_OFFSETS);
        assertThat(check(planOverTopics(source, target)
                                .existingOffsets(ExistingOffsets.REPLACE)
                                .build())
                        .problems())
                .isEmpty();
    }

    @Test
    void a_transport_on_another_kafka_cluster_than_the_workers() {
        simulation.run(source, "orders", SOURCE);
        ConnectClient wrong = process.client(target)
                .offsetTransport(process.transport(elsewhere))
                .build();

        assertThat(codes(check(MigrationPlan.builder()
                                .from(clientWithTransport(source))
                                .to(wrong)
                                .connectors("orders")
                                .build())
                        .problems()))
                .contains(ProblemCode.WRONG_TRANSPORT);
    }

    @Test
    void a_transport_to_another_offset_topic_than_that_of_the_workers() {
        simulation.run(source, "orders", SOURCE);
        SimulatedConnect third = simulation.connect("third", ConnectVersion.V4_3, 1, kafka);
        ConnectClient wrong =
                process.client(source).offsetTransport(process.transport(third)).build();

        assertThat(codes(check(MigrationPlan.builder()
                                .from(wrong)
                                .to(clientWithTransport(target))
                                .connectors("orders")
                                .build())
                        .problems()))
                .contains(ProblemCode.WRONG_TRANSPORT);
    }

    @Test
    void a_sink_does_not_move_to_another_kafka_cluster_and_a_source_may() {
        simulation.run(source, "orders", SINK);
        assertError(plan(source, elsewhere).build(), ProblemCode.SINK_ON_OTHER_KAFKA);

        simulation.run(target, "orders", SOURCE);
        assertWarning(plan(target, elsewhere).build(), ProblemCode.SOURCE_ON_OTHER_KAFKA);
    }

    @Test
    void a_placeholder_in_the_name_of_the_consumer_group() {
        simulation.run(source, "orders", with(SINK, GROUP, "${env:GROUP}"));

        assertThat(codes(check(plan().config((name, config) -> config.with(GROUP, "orders"))
                                .build())
                        .problems()))
                .contains(ProblemCode.OFFSETS_PLACE_UNKNOWN);
        assertThat(check(plan().build()).problems()).isEmpty();
    }

    @Test
    void the_consumer_group_of_another_sink() {
        simulation.run(target, "others", with(with(SINK, GROUP, "shared"), "topics", "others"));
        simulation.run(source, "orders", SINK);

        assertError(
                plan().config((name, config) -> config.with(GROUP, "shared")).build(), ProblemCode.GROUP_SHARED);
        assertThat(check(plan().config((name, config) -> config.with(GROUP, "free"))
                                .build())
                        .problems())
                .isEmpty();
    }
}
