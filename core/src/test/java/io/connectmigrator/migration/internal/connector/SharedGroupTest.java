package io.connectmigrator.migration.internal.connector;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.lab.sim.AuditLog.Kind;
import io.connectmigrator.lab.sim.ClusterSettings;
import io.connectmigrator.lab.sim.ConnectVersion;
import io.connectmigrator.lab.sim.SimulatedClusters;
import io.connectmigrator.lab.sim.SimulatedConnect;
import io.connectmigrator.migration.MigrationPlan;
import io.connectmigrator.migration.MigrationPlanBuilder;
import io.connectmigrator.offset.AlterResult;
import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetOwner;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.offset.OffsetTransport;
import io.connectmigrator.offset.StoredCommit;
import io.connectmigrator.plan.ExistingOffsets;
import io.connectmigrator.report.ConnectorReport;
import io.connectmigrator.report.MigrationCheck;
import io.connectmigrator.report.MigrationOutcome;
import io.connectmigrator.report.MigrationOutcome.Moved;
import io.connectmigrator.report.MigrationOutcome.Refused;
import io.connectmigrator.report.MigrationOutcome.RolledBack;
import io.connectmigrator.report.MigrationOutcome.Undone;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Two sinks in one consumer group, of which one is moved: the offsets of the other stay as they are. */
class SharedGroupTest extends SimulatedClusters {

    private static final String GROUP = "consumer.override.group.id";
    private static final String OF_LEGACY = "of-legacy";
    private static final String OF_EUROPE = "of-europe";

    /** What puts the sinks of a cluster into one group. */
    private enum Sharing {
        CONFIG,
        WORKERS
    }

    private enum Transport {
        REST,
        GROUP
    }

    private SimulatedConnect legacy = source;
    private SimulatedConnect europe = target;
    private Sharing sharing = Sharing.CONFIG;
    private Transport transport = Transport.REST;

    /** Two clusters, and two sinks on the first. */
    private void begin(Sharing by, Transport through) {
        begin(by, through, OF_EUROPE);
        simulation.run(legacy, "orders", sink("orders", OF_LEGACY));
        simulation.run(legacy, "stock", sink("stock", OF_LEGACY));
    }

    private void begin(Sharing by, Transport through, String groupOfEurope) {
        sharing = by;
        transport = through;
        legacy = cluster("legacy", OF_LEGACY);
        europe = cluster("europe", groupOfEurope);
    }

    private SimulatedConnect cluster(String name, String group) {
        ClusterSettings settings =
                sharing == Sharing.WORKERS ? ClusterSettings.DEFAULT.consumerGroupId(group) : ClusterSettings.DEFAULT;
        return simulation.connect(name, ConnectVersion.V4_3, settings, 1, kafka);
    }

    private Map<String, String> sink(String topics, String group) {
        Map<String, String> config = new HashMap<>(SINK);
        config.put("topics", topics);
        if (sharing == Sharing.CONFIG) {
            config.put(GROUP, group);
        }
        return config;
    }

    private MigrationPlanBuilder move(String... connectors) {
        return MigrationPlan.builder()
                .from(through(legacy))
                .to(through(europe))
                .connectors(connectors)
                .allow("D11", "simulated topics have no transactions")
                .rename(name -> "new-" + name)
                .config((name, config) -> sharing == Sharing.CONFIG ? config.with(GROUP, OF_EUROPE) : config);
    }

    private ConnectClient through(SimulatedConnect cluster) {
        return transport == Transport.REST ? client(cluster) : clientWithTransport(cluster);
    }

    private Map<Integer, Long> committed(String group, String topic) {
        return Map.copyOf(kafka.group(group).commits().getOrDefault(topic, Map.of()));
    }

    private void leave(String group, String topic, Map<Integer, Long> commits) {
        kafka.group(group).commits().put(topic, new TreeMap<>(commits));
    }

    private void stop(SimulatedConnect cluster, String connector) {
        simulation.operator(cluster, connector).stop();
        simulation.sleep(Duration.ofSeconds(1));
    }

    private void resume(SimulatedConnect cluster, String connector) {
        simulation.operator(cluster, connector).resume();
        simulation.sleep(Duration.ofSeconds(1));
    }

    private static void assertOutcome(ConnectorReport report, Class<? extends MigrationOutcome> outcome) {
        assertThat(report.outcome()).as(report + "\n" + report.problems()).isInstanceOf(outcome);
    }

    private static Problem only(List<Problem> problems) {
        assertThat(codes(problems)).containsExactly(ProblemCode.GROUP_SHARED);
        return problems.get(0);
    }

    @AfterEach
    void nothingIsLostOrDoubledAndNoGroupIsDeleted() {
        simulation.sleep(Duration.ofSeconds(1));
        assertThat(simulation.deliveries().lost()).isEmpty();
        assertThat(simulation.deliveries().doubled()).isEmpty();
        assertThat(simulation.deliveries().atOnce()).isEmpty();
        assertThat(simulation.audit().changes())
                .filteredOn(change -> change.author().startsWith("service"))
                .extracting(change -> change.kind().equals(Kind.OFFSETS_RESET) && transport == Transport.REST)
                .doesNotContain(true);
    }

    @ParameterizedTest
    @CsvSource({"CONFIG,REST", "CONFIG,GROUP", "WORKERS,REST", "WORKERS,GROUP"})
    void a_move_and_a_rollback_leave_the_offsets_of_the_other_sink_as_they_are(Sharing by, Transport through) {
        begin(by, through);

        assertOutcome(migrate(move("orders").build()), Moved.class);
        assertThat(kafka.group(OF_EUROPE).commits()).containsOnlyKeys("orders");
        stop(legacy, "stock");
        Map<Integer, Long> ofStock = committed(OF_LEGACY, "stock");
        assertOutcome(rollback(move("orders").build()), RolledBack.class);

        assertThat(committed(OF_LEGACY, "stock")).isEqualTo(ofStock);
        assertThat(kafka.group(OF_EUROPE).commits()).isEmpty();
        resume(legacy, "stock");
    }

    @ParameterizedTest
    @CsvSource({"CONFIG,REST", "CONFIG,GROUP", "WORKERS,REST", "WORKERS,GROUP"})
    void what_another_sink_has_committed_on_the_target_is_not_overwritten_and_not_deleted(
            Sharing by, Transport through) {
        begin(by, through);
        assertOutcome(migrate(move("stock").build()), Moved.class);
        simulation.sleep(Duration.ofSeconds(1));
        stop(europe, "new-stock");
        Map<Integer, Long> ofStock = committed(OF_EUROPE, "stock");

        ConnectorReport report = migrate(move("orders").build());
        assertOutcome(report, Moved.class);
        assertThat(committed(OF_EUROPE, "stock")).isEqualTo(ofStock);
        assertOutcome(rollback(move("orders").build()), RolledBack.class);

        assertThat(committed(OF_EUROPE, "stock")).isEqualTo(ofStock);
        assertThat(committed(OF_EUROPE, "orders")).isEmpty();
        resume(europe, "new-stock");
    }

    @ParameterizedTest
    @CsvSource({"CONFIG,REST", "CONFIG,GROUP", "WORKERS,REST", "WORKERS,GROUP"})
    void leftovers_of_the_sink_itself_are_replaced_and_put_back_and_those_of_another_stay(
            Sharing by, Transport through) {
        begin(by, through);
        leave(OF_EUROPE, "orders", Map.of(0, 3L, 7, 5L));
        leave(OF_EUROPE, "stock", Map.of(0, 1L, 1, 1_000_000L));
        MigrationPlanBuilder plan = move("orders");

        ConnectorReport refused = migrate(plan.build());
        assertThat(codes(refused.problems())).contains(ProblemCode.LEFTOVER_OFFSETS);
        ConnectorReport report =
                migrate(plan.existingOffsets(ExistingOffsets.REPLACE).build());

        assertOutcome(report, Moved.class);
        assertThat(committed(OF_EUROPE, "orders")).containsOnlyKeys(0, 1);
        assertThat(committed(OF_EUROPE, "stock")).isEqualTo(Map.of(0, 1L, 1, 1_000_000L));
        stop(legacy, "stock");
        assertOutcome(rollback(plan.build()), RolledBack.class);
        assertThat(committed(OF_EUROPE, "orders")).isEqualTo(Map.of(0, 3L, 7, 5L));
        assertThat(committed(OF_EUROPE, "stock")).isEqualTo(Map.of(0, 1L, 1, 1_000_000L));
        resume(legacy, "stock");
    }

    @ParameterizedTest
    @CsvSource({"CONFIG,REST", "CONFIG,GROUP", "WORKERS,REST", "WORKERS,GROUP"})
    void the_check_names_the_other_sink_and_what_becomes_of_its_offsets(Sharing by, Transport through) {
        begin(by, through);

        Problem problem = only(check(move("orders").build()).problems());

        assertThat(problem.isError()).isFalse();
        assertThat(problem.message()).contains("'stock' on legacy").contains("left alone");
    }

    @Test
    void the_check_names_topics_that_the_sink_does_not_read_and_what_becomes_of_their_offsets() {
        legacy = source;
        europe = target;
        simulation.run(legacy, "orders", SINK);
        leave("connect-orders", "stock", Map.of(0, 3L));

        List<Problem> problems = check(move("orders").build()).problems();
        assertThat(codes(problems)).containsExactly(ProblemCode.OFFSETS_LEFT_BEHIND);
        Problem problem = problems.get(0);

        assertThat(problem.isError()).isFalse();
        assertThat(problem.message()).contains("'stock'").contains("neither carried nor changed");
    }

    @ParameterizedTest
    @EnumSource
    void a_sink_that_reads_topics_of_another_in_its_group_is_not_moved(Transport through) {
        begin(Sharing.CONFIG, through);
        simulation.run(legacy, "more-orders", divided(Map.of("topics.regex", "or.*")));
        stop(legacy, "more-orders");

        Problem problem = only(check(move("orders").build()).problems());

        assertThat(problem.isError()).isTrue();
        assertThat(problem.message()).contains("'more-orders' on legacy").doesNotContain("'stock'");
    }

    /** A sink that receives no records, since the simulation does not divide partitions. */
    private Map<String, String> divided(Map<String, String> topics) {
        Map<String, String> config = sink("", OF_LEGACY);
        config.put("fail", "task-start");
        config.remove("topics");
        config.putAll(topics);
        return config;
    }

    @Test
    void a_sink_whose_workers_put_it_into_one_group_with_such_a_sink_is_not_moved() {
        begin(Sharing.WORKERS, Transport.REST);
        simulation.run(legacy, "more-orders", divided(Map.of("topics", "orders")));
        stop(legacy, "more-orders");

        Problem problem = only(check(move("orders").build()).problems());

        assertThat(problem.isError()).isTrue();
        assertThat(problem.message()).contains("'more-orders' on legacy");
    }

    /** Sinks of one topic each, of which only that of {@code orders} has committed anything. */
    private void beginWithoutForeignTopics(String... others) {
        sharing = Sharing.WORKERS;
        legacy = cluster("legacy", OF_LEGACY);
        europe = cluster("europe", OF_EUROPE);
        simulation.run(legacy, "orders", sink("orders", OF_LEGACY));
        for (String topics : others) {
            simulation.run(legacy, "of-" + topics, divided(Map.of("topics", topics)));
        }
    }

    @Test
    void the_group_of_the_workers_shows_in_what_is_listed_for_a_sink_that_has_committed_nothing() {
        beginWithoutForeignTopics("stock");

        Problem problem = only(check(move("orders").build()).problems());

        assertThat(problem.isError()).isFalse();
        assertThat(problem.message()).contains("'of-stock' on legacy").contains("left alone");
    }

    @Test
    void it_shows_that_two_sinks_divide_a_topic_that_is_the_only_one_in_their_group() {
        beginWithoutForeignTopics("stock", "orders");

        Problem problem = only(check(move("orders").build()).problems());

        assertThat(problem.isError()).isTrue();
        assertThat(problem.message()).contains("'of-orders' on legacy").contains("the same topics");
        assertThat(migrate(move("orders").build()).outcome()).isInstanceOf(Refused.class);
    }

    @Test
    void it_shows_on_the_target_before_anything_is_created_there() {
        begin(Sharing.WORKERS, Transport.REST);
        simulation.run(europe, "others", sink("others", OF_EUROPE));
        simulation.run(europe, "of-stock", divided(Map.of("topics", "stock")));

        ConnectorReport report = migrate(move("orders").build());

        assertOutcome(report, Refused.class);
        assertThat(report.problems())
                .filteredOn(Problem::isError)
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("'others' on europe"));
        assertThat(changes()).isEmpty();
    }

    @Test
    void two_sinks_of_one_topic_that_list_the_same_may_be_in_one_group() {
        beginWithoutForeignTopics("orders");

        Problem problem = only(check(move("orders").build()).problems());

        assertThat(problem.isError()).isFalse();
        assertThat(problem.message()).contains("'of-orders' on legacy", "consumer.group.id");
    }

    @ParameterizedTest
    @CsvSource({"stock, 7, true", "stock, 0, true", "orders, 7, true", "orders, 0, false"})
    void what_two_sinks_list_otherwise_shows_that_each_has_a_group_of_its_own(
            String topicOfThird, long committed, boolean shows) {
        legacy = source;
        europe = target;
        for (String name : List.of("orders", "more-orders", "third")) {
            Map<String, String> config = new HashMap<>(SINK);
            config.put("fail", "task-start");
            config.put("topics", name.equals("third") ? topicOfThird : "orders");
            simulation.run(legacy, name, config);
            leave("connect-" + name, "orders", Map.of(0, 3L, 1, 5L));
        }
        kafka.group("connect-third").commits().clear();
        if (committed > 0) {
            leave("connect-third", topicOfThird, Map.of(0, committed));
        } else if (!shows) {
            leave("connect-third", topicOfThird, Map.of(0, 3L, 1, 5L));
        }
        stop(legacy, "orders");

        List<ProblemCode> found =
                codes(check(plan(legacy, europe).rename(name -> "new-" + name).build())
                        .problems());

        assertThat(found.contains(ProblemCode.GROUP_SHARED)).isEqualTo(!shows);
    }

    @ParameterizedTest
    @EnumSource
    void two_sinks_that_read_one_topic_in_groups_of_their_own_are_no_problem(Transport through) {
        begin(Sharing.CONFIG, through);
        simulation.run(legacy, "more-orders", divided(Map.of("topics", "orders", GROUP, "more")));

        assertThat(check(move("orders").build()).passed()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void a_sink_does_not_move_into_a_group_in_which_another_runs(Sharing by) {
        begin(by, Transport.REST);
        simulation.run(europe, "others", sink("others", OF_EUROPE));

        ConnectorReport report = migrate(move("orders").build());

        assertOutcome(report, by == Sharing.CONFIG ? Refused.class : Undone.class);
        assertThat(report.problems()).anySatisfy(problem -> {
            assertThat(problem.isError()).isTrue();
            assertThat(problem.code()).isEqualTo(ProblemCode.GROUP_SHARED);
            assertThat(problem.message()).contains("'others'");
            assertThat(problem.remedy()).containsIgnoringCase("stop").doesNotContainIgnoringCase("restart");
        });
        assertThat(changes()).doesNotContain("legacy PAUSED", "legacy STOPPED");
        assertThat(europe.connectorNames()).containsExactly("others");
        stop(europe, "others");
        assertOutcome(migrate(move("orders").build()), Moved.class);
        resume(europe, "others");
    }

    @ParameterizedTest
    @CsvSource({"CONFIG, REST", "CONFIG, GROUP", "WORKERS, GROUP"})
    void two_sinks_of_one_plan_do_not_move_into_one_group(Sharing by, Transport through) {
        begin(by, through);

        MigrationCheck both = check(move("orders", "stock").build());

        assertThat(both.passed()).isFalse();
        assertThat(both.connectors())
                .allSatisfy(connector -> assertThat(connector.problems())
                        .filteredOn(Problem::isError)
                        .singleElement()
                        .satisfies(problem -> {
                            assertThat(problem.code()).isEqualTo(ProblemCode.GROUP_SHARED);
                            assertThat(problem.message())
                                    .contains(
                                            connector.connector().equals("orders")
                                                    ? "connector stock"
                                                    : "connector orders");
                        }));
        assertThat(check(move("orders").build()).passed()).isTrue();
        assertThat(check(move("orders", "stock")
                                .config((name, config) -> config.with(GROUP, "group-of-" + name))
                                .build())
                        .passed())
                .isTrue();
    }

    @Test
    void offsets_that_may_be_those_of_another_sink_of_the_same_topics_are_not_replaced() {
        begin(Sharing.WORKERS, Transport.REST);
        simulation.run(europe, "more-orders", divided(Map.of("topics", "orders")));
        stop(europe, "more-orders");
        leave(OF_EUROPE, "orders", Map.of(0, 3L, 1, 5L));

        ConnectorReport report =
                migrate(move("orders").existingOffsets(ExistingOffsets.REPLACE).build());

        assertOutcome(report, Undone.class);
        assertThat(report.problems())
                .filteredOn(Problem::isError)
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("'more-orders'"));
        assertThat(committed(OF_EUROPE, "orders")).isEqualTo(Map.of(0, 3L, 1, 5L));
        assertThat(changes()).doesNotContain("legacy PAUSED");
        assertOutcome(
                migrate(move("orders")
                        .config((name, config) -> config.with(GROUP, "of-new-orders"))
                        .build()),
                Moved.class);
    }

    @ParameterizedTest
    @EnumSource
    void a_sink_that_is_started_in_the_group_before_the_write_is_named_and_the_move_undone(Sharing by) {
        begin(by, Transport.REST);
        simulation.run(europe, "others", sink("others", OF_EUROPE));
        stop(europe, "others");
        leave(OF_EUROPE, "orders", Map.of(0, 3L, 7, 5L));
        at("PUT /connectors/orders/stop on legacy", () -> resume(europe, "others"));

        ConnectorReport report =
                migrate(move("orders").existingOffsets(ExistingOffsets.REPLACE).build());

        assertOutcome(report, Undone.class);
        assertThat(report.problems())
                .filteredOn(Problem::isError)
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo(ProblemCode.GROUP_SHARED);
                    assertThat(problem.message()).contains("'others'");
                });
        assertThat(committed(OF_EUROPE, "orders")).isEqualTo(Map.of(0, 3L, 7, 5L));
        assertThat(legacy.isCopying("orders")).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void a_rollback_while_the_other_sink_runs_says_so_and_leaves_the_copy_running(Sharing by) {
        begin(by, Transport.REST);
        assertOutcome(migrate(move("orders").build()), Moved.class);
        simulation.sleep(Duration.ofSeconds(1));

        ConnectorReport report = rollback(move("orders").build());

        assertOutcome(report, Undone.class);
        assertThat(report.problems())
                .filteredOn(Problem::isError)
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo(ProblemCode.GROUP_SHARED);
                    assertThat(problem.remedy()).contains("Stop 'stock'");
                });
        assertThat(europe.isCopying("new-orders")).isTrue();
        stop(legacy, "stock");
        assertOutcome(rollback(move("orders").build()), RolledBack.class);
        resume(legacy, "stock");
    }

    @ParameterizedTest
    @EnumSource
    void a_move_that_fails_after_the_write_leaves_the_offsets_of_the_other_sink_as_they_are(Sharing by) {
        begin(by, Transport.REST);
        leave(OF_EUROPE, "orders", Map.of(0, 3L, 7, 5L));
        leave(OF_EUROPE, "stock", Map.of(0, 1L, 1, 1_000_000L));
        MigrationPlan plan = move("orders")
                .existingOffsets(ExistingOffsets.REPLACE)
                .onCutover((connector, copy) -> {
                    throw new IllegalStateException("no");
                })
                .build();

        assertOutcome(migrate(plan), Undone.class);

        assertThat(committed(OF_EUROPE, "orders")).isEqualTo(Map.of(0, 3L, 7, 5L));
        assertThat(committed(OF_EUROPE, "stock")).isEqualTo(Map.of(0, 1L, 1, 1_000_000L));
    }

    @ParameterizedTest
    @EnumSource
    void an_undo_waits_for_a_sink_that_was_started_in_the_group_after_the_write(Sharing by) {
        begin(by, Transport.REST);
        simulation.run(europe, "others", sink("others", OF_EUROPE));
        stop(europe, "others");
        leave(OF_EUROPE, "orders", Map.of(0, 3L, 7, 5L));
        MigrationPlan plan = move("orders")
                .existingOffsets(ExistingOffsets.REPLACE)
                .onCutover((connector, copy) -> {
                    resume(europe, "others");
                    throw new IllegalStateException("no");
                })
                .build();
        at(
                "PUT /connectors/orders/resume on legacy answered",
                () -> simulation
                        .time()
                        .after(
                                20_000_000_000L,
                                () -> simulation.operator(europe, "others").stop()));

        ConnectorReport report = migrate(plan);

        assertOutcome(report, Undone.class);
        assertThat(committed(OF_EUROPE, "orders")).isEqualTo(Map.of(0, 3L, 7, 5L));
        assertThat(legacy.isCopying("orders")).isTrue();
        resume(europe, "others");
    }

    @ParameterizedTest
    @EnumSource
    void the_workers_of_both_clusters_may_have_one_group(ExistingOffsets existing) {
        begin(Sharing.WORKERS, Transport.REST, OF_LEGACY);
        simulation.run(legacy, "orders", sink("orders", OF_LEGACY));
        MigrationPlanBuilder plan = move("orders").existingOffsets(existing);

        assertOutcome(migrate(plan.build()), Moved.class);
        simulation.sleep(Duration.ofSeconds(1));
        assertOutcome(rollback(plan.build()), RolledBack.class);
        simulation.sleep(Duration.ofSeconds(1));
        assertOutcome(
                migrate(plan.onCutover((connector, copy) -> {
                            throw new IllegalStateException("no");
                        })
                        .build()),
                Undone.class);

        assertThat(changes()).noneMatch(change -> change.contains("OFFSETS"));
        assertThat(legacy.isCopying("orders")).isTrue();
    }

    @Test
    void one_group_by_the_configs_that_is_two_by_the_workers_is_noticed_while_the_source_runs() {
        begin(Sharing.WORKERS, Transport.REST);

        ConnectorReport report = migrate(plan(legacy, target).build());

        assertOutcome(report, Undone.class);
        assertThat(codes(report.problems())).contains(ProblemCode.OFFSETS_PLACE_UNKNOWN);
        assertThat(changes()).doesNotContain("legacy PAUSED");
    }

    @Test
    void a_sink_that_keeps_its_group_is_moved_while_the_other_runs() {
        begin(Sharing.CONFIG, Transport.REST);
        MigrationPlan plan = plan(legacy, europe).build();

        assertThat(only(check(plan).problems()).isError()).isFalse();
        assertOutcome(migrate(plan), Moved.class);
        assertOutcome(rollback(plan), RolledBack.class);
    }

    @Test
    void offsets_of_a_sink_whose_topics_are_not_known_are_not_deleted_over_rest() {
        begin(Sharing.CONFIG, Transport.REST, OF_EUROPE);
        simulation.run(legacy, "orders", sink("${env:TOPICS}", OF_LEGACY));
        leave(OF_EUROPE, "stock", Map.of(0, 7L));

        ConnectorReport report =
                migrate(move("orders").existingOffsets(ExistingOffsets.REPLACE).build());

        assertThat(report.outcome()).isNotInstanceOf(Moved.class);
        assertThat(codes(report.problems())).contains(ProblemCode.GROUP_SHARED);
        assertThat(committed(OF_EUROPE, "stock")).isEqualTo(Map.of(0, 7L));
        assertThat(legacy.isCopying("orders")).isTrue();
    }

    @Test
    void a_sink_whose_topics_are_not_known_is_moved_and_rolled_back_where_it_has_a_group_of_its_own() {
        begin(Sharing.CONFIG, Transport.REST, OF_EUROPE);
        simulation.run(legacy, "orders", sink("${env:TOPICS}", OF_LEGACY));

        assertOutcome(migrate(move("orders").build()), Moved.class);
        simulation.sleep(Duration.ofSeconds(1));
        assertOutcome(rollback(move("orders").build()), RolledBack.class);

        assertThat(kafka.group(OF_EUROPE).commits()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void a_topic_that_the_target_does_not_read_is_not_carried_and_is_still_there_after_a_rollback(Transport through) {
        begin(Sharing.CONFIG, through, OF_EUROPE);
        simulation.run(legacy, "orders", sink("orders,returns", OF_LEGACY));
        leave(OF_EUROPE, "returns", Map.of(0, 1L));
        MigrationPlan plan = move("orders")
                .config((name, config) -> config.with(GROUP, OF_EUROPE).with("topics", "orders"))
                .build();

        assertOutcome(migrate(plan), Moved.class);
        assertThat(committed(OF_EUROPE, "returns")).isEqualTo(Map.of(0, 1L));
        Map<Integer, Long> ofReturns = committed(OF_LEGACY, "returns");
        at(
                "PUT /connectors/orders/resume on legacy",
                () -> assertThat(committed(OF_LEGACY, "returns"))
                        .isEqualTo(ofReturns)
                        .isNotEmpty());
        assertOutcome(rollback(plan), RolledBack.class);
    }

    @ParameterizedTest
    @EnumSource
    void offsets_in_a_topic_that_only_the_target_reads_do_not_stay_there_after_a_rollback(Transport through) {
        begin(Sharing.CONFIG, through, OF_EUROPE);
        simulation.run(legacy, "orders", sink("orders", OF_LEGACY));
        leave(OF_EUROPE, "stock", Map.of(0, 1L));
        MigrationPlan plan = move("orders")
                .config((name, config) -> config.with(GROUP, OF_EUROPE).with("topics", "orders,returns"))
                .build();

        assertOutcome(migrate(plan), Moved.class);
        simulation.sleep(Duration.ofSeconds(1));
        assertThat(kafka.group(OF_EUROPE).commits()).containsOnlyKeys("orders", "returns", "stock");
        assertOutcome(rollback(plan), RolledBack.class);

        assertThat(kafka.group(OF_EUROPE).commits()).containsOnlyKeys("stock");
        assertThat(kafka.group(OF_LEGACY).commits()).containsOnlyKeys("orders");
    }

    @Test
    void
            a_transport_that_takes_another_group_for_that_of_the_workers_is_noticed_although_there_are_offsets_in_theirs() {
        begin(Sharing.WORKERS, Transport.GROUP);
        leave(OF_EUROPE, "orders", Map.of(0, 3L, 1, 5L));
        ConnectClient from = process.client(legacy)
                .offsetTransport(new OtherTransport(process.transport(legacy), OF_LEGACY))
                .build();
        ConnectClient to = process.client(europe)
                .offsetTransport(new OtherTransport(process.transport(europe), "connect-new-orders"))
                .build();

        ConnectorReport report = migrate(move("orders").from(from).to(to).build());

        assertOutcome(report, Undone.class);
        assertThat(codes(report.problems())).contains(ProblemCode.WRONG_TRANSPORT);
        assertThat(committed(OF_EUROPE, "orders")).isEqualTo(Map.of(0, 3L, 1, 5L));
        assertThat(kafka.group("connect-new-orders").commits()).isEmpty();
    }

    /** Knows one consumer group, and of its offsets more than REST does. */
    private record OtherTransport(OffsetTransport brokers, String group) implements OffsetTransport {

        private OffsetOwner in(OffsetOwner sink) {
            Map<String, String> config = new HashMap<>(sink.config());
            config.put(GROUP, group);
            return OffsetOwner.sink(sink.connector(), config);
        }

        @Override
        public Optional<String> fence(OffsetOwner connector) {
            return brokers.fence(connector);
        }

        @Override
        public OffsetSnapshot listOffsets(OffsetOwner connector) {
            return OffsetSnapshot.of(brokers.listOffsets(in(connector)).offsets().stream()
                    .map(offset -> new ConnectorOffset(
                            offset.partition(), offset.offset(), new StoredCommit(null, "file-0007.avro")))
                    .toList());
        }

        @Override
        public AlterResult alterOffsets(OffsetOwner connector, OffsetSnapshot offsets) {
            return brokers.alterOffsets(in(connector), offsets);
        }

        @Override
        public AlterResult resetOffsets(OffsetOwner connector) {
            return brokers.resetOffsets(in(connector));
        }
    }
}
