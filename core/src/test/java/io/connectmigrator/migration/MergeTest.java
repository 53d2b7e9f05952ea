package io.connectmigrator.migration;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectmigrator.journal.ClaimedException;
import io.connectmigrator.lab.sim.AuditLog.Change;
import io.connectmigrator.lab.sim.ConnectVersion;
import io.connectmigrator.lab.sim.Fault;
import io.connectmigrator.lab.sim.Point;
import io.connectmigrator.lab.sim.SimulatedClusters;
import io.connectmigrator.lab.sim.SimulatedConnect;
import io.connectmigrator.offset.OnConflict;
import io.connectmigrator.plan.ConnectorMove;
import io.connectmigrator.plan.Cutover;
import io.connectmigrator.report.ConnectorReport;
import io.connectmigrator.report.MigrationOutcome.Confirmed;
import io.connectmigrator.report.MigrationOutcome.Moved;
import io.connectmigrator.report.MigrationOutcome.Refused;
import io.connectmigrator.report.MigrationOutcome.Rehearsed;
import io.connectmigrator.report.MigrationOutcome.RolledBack;
import io.connectmigrator.report.MigrationOutcome.Undone;
import io.connectmigrator.report.MigrationReport;
import io.connectmigrator.report.OpenMigration;
import io.connectmigrator.report.ProblemCode;
import io.connectmigrator.report.UnitReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Several connectors become one, all of them or none. */
class MergeTest extends SimulatedClusters {

    private static final List<String> MEMBERS = List.of("fr", "de", "it", "es", "pt");

    private void run(String... names) {
        Stream.of(names).forEach(name -> simulation.run(source, name, config(name)));
        simulation.sleep(Duration.ofSeconds(1));
    }

    private static Map<String, String> config(String data) {
        return Map.of("connector.class", "SimulatedSource", "data", data, "tasks.max", "2");
    }

    private MigrationPlanBuilder merging(String... members) {
        return mergingInto("all", members);
    }

    private MigrationPlanBuilder mergingInto(String name, String... members) {
        return allowing(MigrationPlan.builder().from(client(source)).to(client(target)))
                .merge(name, members)
                .mergedConfig((merged, configs) -> configs.values()
                        .iterator()
                        .next()
                        .with(
                                "data",
                                configs.values().stream()
                                        .map(config -> config.get("data"))
                                        .distinct()
                                        .collect(Collectors.joining(","))));
    }

    private MigrationReport migrated(MigrationPlanBuilder plan) {
        return report(migrator().start(plan.build()));
    }

    private MigrationReport rolledBack(MigrationPlanBuilder plan) {
        return report(migrator().startRollback(plan.build()));
    }

    private void assertEachRecordOnce() {
        simulation.sleep(Duration.ofSeconds(1));
        assertThat(simulation.deliveries().lost()).isEmpty();
        assertThat(simulation.deliveries().doubled()).isEmpty();
        assertThat(simulation.deliveries().atOnce()).isEmpty();
    }

    private static void assertAll(MigrationReport report, Class<?> outcome) {
        assertThat(report.connectors())
                .as("%s", report)
                .extracting(ConnectorReport::outcome)
                .allMatch(outcome::isInstance);
    }

    @Test
    void five_become_one_and_come_back() {
        run(MEMBERS.toArray(String[]::new));
        MigrationPlanBuilder plan = merging(MEMBERS.toArray(String[]::new));

        MigrationReport merged = migrated(plan);

        assertAll(merged, Moved.class);
        assertThat(merged.connectors()).extracting(ConnectorReport::connector).isEqualTo(MEMBERS);
        assertThat(merged.connectors()).allMatch(member -> member.outcome().equals(new Moved(true)));
        assertThat(merged.connectors()).allMatch(member -> member.downtime() != null && member.silence() != null);
        assertThat(merged.units()).singleElement().satisfies(unit -> {
            assertThat(unit.name()).isEqualTo("all");
            assertThat(unit.kind()).isEqualTo(UnitReport.Kind.MERGE);
            assertThat(unit.members()).isEqualTo(MEMBERS);
            assertThat(unit.results()).containsExactly("all");
            assertThat(requireNonNull(unit.downtime()))
                    .isEqualTo(requireNonNull(merged.totals().downtimes()).max());
        });
        assertThat(target.isCopying("all")).isTrue();
        assertThat(target.offsets("all")).hasSize(10);
        assertEachRecordOnce();

        assertAll(rolledBack(plan), RolledBack.class);
        assertThat(MEMBERS).allMatch(source::isCopying);
        assertThat(target.connectorNames()).isEmpty();
        assertThat(target.offsets("all")).isEmpty();
        assertEachRecordOnce();
    }

    @Test
    void all_are_paused_before_the_first_is_stopped_and_the_new_one_starts_when_all_are_at_rest() {
        run("fr", "de");

        migrated(merging("fr", "de"));

        assertThat(changes())
                .containsExactly(
                        "target CREATED",
                        "source PAUSED",
                        "source PAUSED",
                        "source STOPPED",
                        "source STOPPED",
                        "target OFFSETS_ALTERED",
                        "target STARTED");
    }

    @Test
    void the_hook_is_called_once_about_all_of_them() {
        run("fr", "de");
        List<Cutover> called = new ArrayList<>();

        migrated(merging("fr", "de").onCutover(cutover -> called.add(cutover)));

        assertThat(called).singleElement().satisfies(cutover -> {
            assertThat(cutover.moves()).extracting(ConnectorMove::connector).containsExactly("fr", "de");
            assertThat(cutover.moves()).extracting(ConnectorMove::target).containsOnly("all");
            assertThat(cutover.connector()).isEqualTo("fr");
        });
    }

    @Test
    void one_whose_tasks_do_not_pause_brings_all_of_them_back() {
        run("fr", "de");
        use(process.migrator(journal).downtimeBudget(Duration.ofSeconds(5)));
        source.hold("de", 0);

        MigrationReport report = migrated(merging("fr", "de"));
        source.release("de");
        simulation.sleep(Duration.ofMinutes(5));

        assertAll(report, Undone.class);
        assertThat(source.isCopying("fr")).isTrue();
        assertThat(target.connectorNames()).isEmpty();
    }

    @Test
    void the_downtime_counts_from_the_first_pause_until_the_new_one_runs() {
        run("fr", "de", "it");
        // The second is asked to pause again after the client has waited.
        at("PUT /connectors/de/pause on source", Fault.REQUEST_LOST);

        MigrationReport report = migrated(merging("fr", "de", "it"));

        List<Long> pauses = momentsOf("PAUSED");
        Duration apart = Duration.ofNanos(pauses.get(2) - pauses.get(0));
        Duration down = Duration.ofNanos(momentsOf("STARTED").get(0) - pauses.get(0));
        assertThat(apart).isGreaterThan(Duration.ofMillis(100));
        assertThat(requireNonNull(report.units().get(0).downtime())).isBetween(down, down.plusMillis(500));
        assertThat(report.connectors())
                .allSatisfy(member -> assertThat(requireNonNull(member.downtime()))
                        .isBetween(down.minus(apart), down.plusMillis(500)));
        assertEachRecordOnce();
    }

    /** {@return when a connector was brought into a state by the library, in nanoseconds} */
    private List<Long> momentsOf(String state) {
        return simulation.audit().changes().stream()
                .filter(change -> change.author().equals("service") && state.equals(change.after()))
                .map(Change::at)
                .toList();
    }

    @Test
    void of_two_merges_that_cross_one_is_refused_with_the_name_of_the_other() {
        run("fr", "de", "it");
        Migrator other = simulation
                .process("other")
                .migrator(journal)
                .name("the other process")
                .build();
        List<MigrationRun> others = new ArrayList<>();
        at(
                "journal claim",
                () -> others.add(other.start(mergingInto("south", "it", "de").build())));

        CompletableFuture<MigrationReport> refused =
                migrator().start(mergingInto("north", "de", "fr").build()).completion();

        assertThat(simulation.runUntil(refused::isDone, Duration.ofMinutes(1))).isTrue();
        assertThat(refused)
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .havingCause()
                .isInstanceOfSatisfying(
                        ClaimedException.class,
                        claimed -> assertThat(claimed.owner().orElseThrow().toString())
                                .contains("the other process"));
        assertAll(report(others.get(0)), Moved.class);
        assertThat(changes()).containsOnlyOnce("target CREATED", "target STARTED");
        assertThat(source.isCopying("fr")).isTrue();
        assertEachRecordOnce();
    }

    @Test
    void all_are_asked_at_the_same_time() {
        run(MEMBERS.toArray(String[]::new));

        migrated(merging(MEMBERS.toArray(String[]::new)));

        assertThat(mostAtOnce(requests("PUT /connectors/\\w+/pause on source"))).isEqualTo(MEMBERS.size());
    }

    @Test
    void all_are_brought_back_at_the_same_time() {
        run(MEMBERS.toArray(String[]::new));
        at("call cut over", Fault.THROWS_EXCEPTION);

        MigrationReport report =
                migrated(merging(MEMBERS.toArray(String[]::new)).onCutover(cutover -> process.callersCode("cut over")));

        assertAll(report, Undone.class);
        assertThat(MEMBERS).allMatch(source::isCopying);
        assertThat(mostAtOnce(requests(".*").dropWhile(point -> !point.isCallersCode())))
                .isEqualTo(MEMBERS.size());
    }

    private Stream<Point> requests(String request) {
        return simulation.points().passed().stream()
                .filter(point -> point.kind().matches(request + "( answered)?"));
    }

    /** {@return how many requests were under way at once} */
    private static int mostAtOnce(Stream<Point> requests) {
        int most = 0;
        int now = 0;
        for (Point point : requests.toList()) {
            if (point.isRequest()) {
                now++;
            } else if (point.isAnswer() && !point.kind().startsWith("journal ")) {
                now--;
            }
            most = Math.max(most, now);
        }
        return most;
    }

    @Test
    void two_offsets_of_one_partition_are_refused_with_both() {
        run("fr", "de");
        simulation.run(source, "fr-late", config("fr"));
        simulation.sleep(Duration.ofMillis(300));

        MigrationReport report = migrated(merging("fr", "fr-late"));

        assertAll(report, Refused.class);
        assertThat(codes(report.problems())).contains(ProblemCode.OFFSETS_CONFLICT);
    }

    @Test
    void the_latest_of_two_offsets_must_be_confirmed() {
        assertThatThrownBy(
                        () -> merging("fr", "de").onConflict(OnConflict.LATEST).build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("mayLose()");
        assertThat(merging("fr", "de").onConflict(OnConflict.LATEST).mayLose().build())
                .isNotNull();
    }

    @Test
    void a_merge_is_rehearsed_and_leaves_nothing() {
        run("fr", "de");

        MigrationReport report =
                report(migrator().startRehearse(merging("fr", "de").build()));

        assertAll(report, Rehearsed.class);
        assertThat(target.connectorNames()).isEmpty();
        assertThat(target.offsets("all-rehearsal")).isEmpty();
        assertThat(List.of("fr", "de")).allMatch(source::isCopying);
        assertAll(migrated(merging("fr", "de")), Moved.class);
        assertEachRecordOnce();
    }

    @Test
    void a_rehearsal_asks_for_the_config_of_all_members() {
        run("fr", "de");
        Set<Set<String>> asked = ConcurrentHashMap.newKeySet();
        MigrationPlan plan = merging("fr", "de")
                .mergedConfig((name, configs) -> {
                    asked.add(configs.keySet());
                    return configs.values().iterator().next().with("data", "fr,de");
                })
                .build();

        assertAll(report(migrator().startRehearse(plan)), Rehearsed.class);

        assertThat(asked).containsExactly(Set.of("fr", "de"));
    }

    @Test
    void members_in_different_states_are_refused() {
        run("fr", "de");
        simulation.operator(source, "de").pause();
        simulation.sleep(Duration.ofSeconds(1));

        MigrationReport report = migrated(merging("fr", "de"));

        assertAll(report, Refused.class);
        assertThat(codes(report.problems())).contains(ProblemCode.STATES_DIFFER);
        assertThat(changes()).isEmpty();
    }

    @Test
    void members_that_become_one_where_they_are_get_a_new_name() {
        run("fr", "de");

        MigrationReport report =
                migrated(allowing(MigrationPlan.builder().from(client(source)).to(client(source)))
                        .merge("fr", "fr", "de")
                        .mergedConfig((name, configs) ->
                                requireNonNull(configs.get("fr")).with("data", "fr,de")));

        assertThat(codes(report.problems())).contains(ProblemCode.SAME_CLUSTER);
        assertThat(changes()).isEmpty();
    }

    @Test
    void a_partition_that_is_new_has_no_way_back_if_it_is_not_known_where_it_belongs() {
        run("fr", "de");
        migrated(merging("fr", "de"));
        simulation.operator(target, "all").reconfigure("data", "fr,de,new");
        simulation.sleep(Duration.ofSeconds(5));

        MigrationReport report = rolledBack(merging("fr", "de"));

        assertAll(report, Undone.class);
        assertThat(codes(report.problems())).contains(ProblemCode.NO_WAY_BACK);
        assertThat(target.isCopying("all")).isTrue();
        assertEachRecordOnce();
    }

    @Test
    void the_members_are_deleted_when_it_is_confirmed() {
        run("fr", "de");
        MigrationPlan plan = merging("fr", "de").build();
        report(migrator().start(plan));

        MigrationReport report = report(migrator().startConfirm(plan));

        assertAll(report, Confirmed.class);
        assertThat(source.connectorNames()).isEmpty();
        assertThat(report(migrator().startConfirm(plan)).connectors())
                .allMatch(each -> each.outcome() instanceof Confirmed);
    }

    @Test
    void some_of_them_cannot_be_confirmed_without_the_others() {
        run("fr", "de");
        MigrationPlan plan = merging("fr", "de").build();
        report(migrator().start(plan));

        MigrationReport report = report(migrator().startConfirm(plan, List.of("de")));

        assertThat(codes(report.planProblems())).containsOnly(ProblemCode.NOT_IN_PLAN);
        assertThat(source.connectorNames()).containsExactlyInAnyOrder("fr", "de");
    }

    @Test
    void the_journal_tells_of_each_of_them_and_keeps_other_plans_away() {
        run("fr", "de");
        migrated(merging("fr", "de"));

        assertThat(migrator().unfinished()).extracting(OpenMigration::connector).containsExactly("fr", "de");
        assertThat(migrator().find("source", "de")).map(OpenMigration::target).contains("all");
        MigrationReport alone = report(migrator()
                .start(allowing(MigrationPlan.builder()
                                .from(client(source))
                                .to(client(target))
                                .connectors("de"))
                        .build()));
        assertAll(alone, Refused.class);
        assertThat(codes(alone.problems())).contains(ProblemCode.PLAN_CHANGED);
    }

    @Test
    void one_that_has_moved_by_itself_cannot_be_merged_before_that_is_ended() {
        run("fr", "de");
        report(migrator()
                .start(allowing(MigrationPlan.builder()
                                .from(client(source))
                                .to(client(target))
                                .connectors("de"))
                        .build()));

        MigrationReport report = migrated(merging("fr", "de"));

        assertAll(report, Refused.class);
        assertThat(codes(report.problems())).contains(ProblemCode.PLAN_CHANGED);
        assertThat(source.isCopying("fr")).isTrue();
    }

    @Test
    void fifty_become_one_with_fewer_requests_than_fifty_moves() {
        String[] merged = names("merged");
        String[] moved = names("moved");
        run(merged);
        run(moved);
        long before = requests();

        assertAll(migrated(merging(merged)), Moved.class);
        long forOne = requests() - before;
        assertAll(
                migrated(allowing(MigrationPlan.builder().from(client(source)).to(client(target)))
                        .connectors(moved)),
                Moved.class);
        long forFifty = requests() - before - forOne;

        assertThat(forOne).isLessThan(forFifty * 2 / 3);
        assertEachRecordOnce();
    }

    @Test
    void what_all_of_them_have_reached_is_written_to_the_journal_at_once() {
        String[] members = names("member");
        run(members);

        assertAll(migrated(merging(members)), Moved.class);

        long entries = members.length;
        assertThat(writesOfTheJournal()).isLessThan(entries + 30);
    }

    private long writesOfTheJournal() {
        return simulation.points().passed().stream()
                .filter(point -> point.isJournal() && point.kind().contains("save"))
                .count();
    }

    private static String[] names(String prefix) {
        return IntStream.range(0, 50).mapToObj(i -> prefix + i).toArray(String[]::new);
    }

    private long requests() {
        return simulation.points().passed().stream().filter(Point::isRequest).count();
    }

    @Test
    void workers_that_create_nothing_stopped_start_it_when_all_offsets_are_there() {
        SimulatedConnect old = simulation.connect("old", ConnectVersion.V3_6, 1, kafka);
        run("fr", "de");
        MigrationPlanBuilder plan = allowing(MigrationPlan.builder()
                        .from(clientWithTransport(source))
                        .to(clientWithTransport(old)))
                .merge("all", "fr", "de")
                .mergedConfig(
                        (name, configs) -> requireNonNull(configs.get("fr")).with("data", "fr,de"));

        assertAll(migrated(plan), Moved.class);

        assertThat(old.isCopying("all")).isTrue();
        assertEachRecordOnce();
    }
}
