package io.connectmigrator.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectmigrator.event.MigrationEvent;
import io.connectmigrator.lab.sim.Fault;
import io.connectmigrator.lab.sim.SimulatedClusters;
import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.offset.Partitions;
import io.connectmigrator.report.ConnectorReport;
import io.connectmigrator.report.MigrationOutcome.Moved;
import io.connectmigrator.report.MigrationOutcome.Refused;
import io.connectmigrator.report.MigrationOutcome.RolledBack;
import io.connectmigrator.report.MigrationOutcome.Unfinished;
import io.connectmigrator.report.MigrationReport;
import io.connectmigrator.report.ProblemCode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** One connector becomes several, all of them or none. */
class SplitTest extends SimulatedClusters {

    private static final Map<String, String> STOCK =
            Map.of("connector.class", "SimulatedSink", "topics", "eu.fruit,us.fruit", "tasks.max", "2");

    private void runs(Map<String, String> config) {
        simulation.run(source, "stock", config);
        simulation.sleep(Duration.ofSeconds(1));
    }

    private MigrationPlan splitting(Consumer<SplitTargets> parts) {
        return allowing(MigrationPlan.builder().from(client(source)).to(client(source)))
                .split("stock", parts)
                .build();
    }

    private MigrationPlan byRegion() {
        return splitting(parts -> parts.into("stock-eu", Partitions.topicsMatching("eu\\..*"))
                .into("stock-us", Partitions.topicsMatching("us\\..*")));
    }

    private MigrationReport migrated(MigrationPlan plan) {
        return report(migrator().start(plan));
    }

    private static void assertAll(MigrationReport report, Class<?> outcome) {
        assertThat(report.connectors())
                .as("%s", report)
                .extracting(ConnectorReport::outcome)
                .allMatch(outcome::isInstance);
    }

    private void assertEachRecordOnce() {
        simulation.sleep(Duration.ofSeconds(1));
        assertThat(simulation.deliveries().lost()).isEmpty();
        assertThat(simulation.deliveries().doubled()).isEmpty();
        assertThat(simulation.deliveries().atOnce()).isEmpty();
    }

    @Test
    void a_sink_is_divided_by_topic_where_it_is_and_comes_back() {
        runs(STOCK);

        MigrationReport divided = migrated(byRegion());

        assertAll(divided, Moved.class);
        assertThat(divided.connectors()).extracting(ConnectorReport::target).containsExactly("stock-eu", "stock-us");
        assertThat(source.config("stock-eu")).containsEntry("topics", "eu.fruit");
        assertThat(source.config("stock-us")).containsEntry("topics", "us.fruit");
        assertEachRecordOnce();
        MigrationReport back = report(migrator().startRollback(byRegion()));
        assertAll(back, RolledBack.class);
        assertThat(source.connectorNames()).containsExactly("stock");
        assertEachRecordOnce();
    }

    /** The offsets of a part are fewer than those of the connector, and not changed. */
    @Test
    void a_check_of_a_split_says_nothing_against_the_way_back() {
        runs(SOURCE);
        client(source).stop("stock");
        simulation.sleep(Duration.ofSeconds(1));
        List<ConnectorOffset> offsets = client(source).listOffsets("stock").offsets();
        Map<String, ?> first = offsets.get(0).partition();
        client(source)
                .alterOffsets(
                        "stock",
                        OffsetSnapshot.of(List.of(
                                offsets.get(0).withOffset(Map.of("sequence", 1L)),
                                offsets.get(1).withOffset(Map.of("sequence", 2L)))));

        assertThat(codes(check(splitting(parts -> parts.into(
                                        "stock-b", offset -> !offset.partition().equals(first))
                                .into("stock-a", offset -> offset.partition().equals(first))))
                        .problems()))
                .doesNotContain(ProblemCode.NO_WAY_BACK);
    }

    @Test
    void a_part_with_a_config_of_its_own_gets_it_made_of_one_that_is_cut_down() {
        runs(STOCK);
        MigrationPlan plan = splitting(parts -> parts.into(
                        "stock-eu", Partitions.topicsMatching("eu\\..*"), config -> config.with("tasks.max", "2"))
                .into("stock-us", Partitions.topicsMatching("us\\..*")));

        assertAll(migrated(plan), Moved.class);

        assertThat(source.config("stock-eu"))
                .containsEntry("topics", "eu.fruit")
                .containsEntry("tasks.max", "2");
        assertEachRecordOnce();
    }

    @Test
    void none_is_started_before_all_are_written() {
        runs(STOCK);

        migrated(byRegion());

        assertThat(changes())
                .containsExactly(
                        "source CREATED",
                        "source CREATED",
                        "source PAUSED",
                        "source STOPPED",
                        "source OFFSETS_ALTERED",
                        "source OFFSETS_ALTERED",
                        "source STARTED",
                        "source STARTED");
    }

    @Test
    void a_partition_that_none_takes_is_refused() {
        runs(STOCK);

        MigrationReport report = migrated(splitting(parts -> parts.into("stock-eu", Partitions.topics("eu.fruit"))
                .into("stock-asia", Partitions.topics("asia.fruit"))));

        assertAll(report, Refused.class);
        assertThat(codes(report.problems())).contains(ProblemCode.NOT_DIVIDED);
        assertThat(changes()).isEmpty();
    }

    @Test
    void a_partition_that_two_take_is_refused() {
        runs(STOCK);

        MigrationReport report = migrated(splitting(parts ->
                parts.into("one", Partitions.topicsMatching(".*")).into("other", Partitions.topics("us.fruit"))));

        assertAll(report, Refused.class);
        assertThat(codes(report.problems())).contains(ProblemCode.NOT_DIVIDED);
    }

    @Test
    void a_second_one_that_fails_at_its_start_is_brought_back_with_the_first() {
        runs(STOCK);
        MigrationPlan plan = allowing(
                        MigrationPlan.builder().from(client(source)).to(client(source)))
                .split(
                        "stock",
                        parts -> parts.into("stock-eu", Partitions.topics("eu.fruit"))
                                .into(
                                        "stock-us",
                                        Partitions.topics("us.fruit"),
                                        config -> config.with("topics", "us.fruit")
                                                .with("fail", "task-start")))
                .build();

        MigrationReport report = migrated(plan);

        assertAll(report, Unfinished.class);
        assertThat(source.isCopying("stock-eu")).isTrue();
        assertAll(report(migrator().startRollback(plan)), RolledBack.class);
        assertThat(source.isCopying("stock")).isTrue();
        assertEachRecordOnce();
    }

    @Test
    void events_tell_the_parts_apart() {
        runs(STOCK);
        List<MigrationEvent> events = new CopyOnWriteArrayList<>();
        use(process.migrator(journal).listener(events::add));

        assertAll(migrated(byRegion()), Moved.class);

        assertThat(events.stream()
                        .filter(MigrationEvent.StepStarted.class::isInstance)
                        .map(Object::toString))
                .anyMatch(event -> event.endsWith(" stock -> stock-eu: resume begins"))
                .anyMatch(event -> event.endsWith(" stock -> stock-us: resume begins"));
    }

    @Test
    void a_worker_that_does_not_answer_when_the_second_one_is_started_is_asked_again() {
        runs(STOCK);
        at("PUT /connectors/stock-us/resume on source", Fault.REFUSED);

        assertAll(migrated(byRegion()), Moved.class);
        assertEachRecordOnce();
    }

    @Test
    void a_split_has_at_least_two_parts_with_different_names() {
        MigrationPlanBuilder plan = MigrationPlan.builder().from(client(source)).to(client(target));

        assertThatThrownBy(() -> plan.split("stock", parts -> parts.into("a", Partitions.topics("a"))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> plan.split(
                        "stock",
                        parts -> parts.into("a", Partitions.topics("a")).into("a", Partitions.topics("b"))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> plan.merge("all", "one")).isInstanceOf(IllegalArgumentException.class);
    }

    private MigrationPlan forking() {
        return allowing(MigrationPlan.builder().from(client(source)).to(client(target)))
                .accepting(ProblemCode.IDENTITY_CHANGED)
                .fork(
                        "stock",
                        children -> List.of("fruit", "bread")
                                .forEach(data -> children.into("only-" + data, config -> config.with("data", data))))
                .build();
    }

    @Test
    void a_fork_whose_children_are_at_one_position_comes_back() {
        runs(Map.of("connector.class", "SimulatedSource", "data", "fruit,bread", "tasks.max", "2"));
        simulation.operator(source, "stock").pause();
        simulation.sleep(Duration.ofSeconds(1));
        assertAll(migrated(forking()), Moved.class);

        assertAll(report(migrator().startRollback(forking())), RolledBack.class);

        assertThat(target.connectorNames()).isEmpty();
        simulation.operator(source, "stock").resume();
        assertEachRecordOnce();
    }

    @Test
    void a_fork_has_no_way_back_once_its_children_have_run() {
        runs(Map.of("connector.class", "SimulatedSource", "data", "fruit,bread", "tasks.max", "2"));
        MigrationPlan plan = forking();

        assertAll(migrated(plan), Moved.class);
        assertThat(target.offsets("only-fruit").values()).hasSize(4);
        assertEachRecordOnce();
        MigrationReport back = report(migrator().startRollback(plan));

        assertAll(back, Refused.class);
        assertThat(codes(back.problems())).contains(ProblemCode.NO_WAY_BACK);
        assertThat(target.isCopying("only-bread")).isTrue();
    }
}
