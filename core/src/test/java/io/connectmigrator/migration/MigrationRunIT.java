package io.connectmigrator.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.internal.Waiting;
import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.lab.moving.TestedConnector;
import io.connectmigrator.migration.MigrationOutcome.Moved;
import io.connectmigrator.migration.MigrationOutcome.NotStarted;
import io.connectmigrator.migration.MigrationOutcome.Undone;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Three running connectors move in one run, which is watched, cancelled and disturbed. */
@ExtendWith(SharedLaboratory.class)
class MigrationRunIT {

    private final ConnectClient source;
    private final ConnectClient target;
    private final List<TestedConnector> connectors = new ArrayList<>();
    private final List<MigrationEvent> events = new CopyOnWriteArrayList<>();
    private final Migrator migrator = Migrator.builder().listener(events::add).build();

    MigrationRunIT(Laboratory lab) {
        source = TestedConnector.client(lab.cluster("source", KafkaVersion.V4_3_1));
        target = TestedConnector.client(lab.cluster("target", KafkaVersion.V3_9_1));
        for (int i = 0; i < 3; i++) {
            connectors.add(new TestedConnector(lab, source, target));
        }
    }

    @BeforeEach
    void start() {
        connectors.forEach(connector -> source.createConnector(connector.name(), connector.config("tasks.max", "1")));
        connectors.forEach(connector -> connector.awaitRecords(100));
    }

    @AfterEach
    void delete() {
        connectors.forEach(TestedConnector::close);
    }

    @Test
    void a_run_tells_what_happens_to_those_who_come_early_and_to_those_who_come_late() throws Exception {
        MigrationRun run = migrator.start(
                planning().attribute("ticket", "OPS-7").wave(name(0)).build());
        CollectingSubscriber early = CollectingSubscriber.of(run);

        MigrationReport report = run.completion().get(1, TimeUnit.MINUTES);

        assertThat(report.succeeded()).isTrue();
        CollectingSubscriber late = CollectingSubscriber.of(run);
        assertThat(late.all()).isEqualTo(early.all()).isEqualTo(events);
        assertThat(events.get(0)).isInstanceOf(MigrationEvent.RunStarted.class);
        assertThat(events.get(events.size() - 1)).isInstanceOf(MigrationEvent.RunEnded.class);
        assertThat(events)
                .allMatch(event -> event.run().equals(run.id()))
                .allMatch(event -> !event.toString().contains("\n"));
        assertThat(events)
                .filteredOn(MigrationEvent.WaveStarted.class::isInstance)
                .hasSize(2);
        for (TestedConnector connector : connectors) {
            assertThat(stepsOf(connector.name()))
                    .containsExactly(
                            MigrationStep.CHECK,
                            MigrationStep.PREPARE,
                            MigrationStep.QUIESCE,
                            MigrationStep.SNAPSHOT,
                            MigrationStep.WRITE,
                            MigrationStep.VERIFY,
                            MigrationStep.CUT_OVER,
                            MigrationStep.RESUME,
                            MigrationStep.PROVE);
        }
        assertThat(events)
                .filteredOn(MigrationEvent.OfConnector.class::isInstance)
                .allMatch(event -> "OPS-7"
                        .equals(((MigrationEvent.OfConnector) event)
                                .attributes()
                                .get("ticket")));
        assertMoved(connectors);
    }

    @Test
    void all_targets_of_a_wave_are_prepared_before_a_source_is_stopped() {
        assertThat(migrator.migrate(planning().build()).succeeded()).isTrue();

        int lastPrepared = 0;
        int firstStopped = events.size();
        for (int i = 0; i < events.size(); i++) {
            if (events.get(i) instanceof MigrationEvent.StepEnded ended && ended.step() == MigrationStep.PREPARE) {
                lastPrepared = i;
            }
            if (events.get(i) instanceof MigrationEvent.StepStarted started
                    && started.step() == MigrationStep.QUIESCE) {
                firstStopped = Math.min(firstStopped, i);
            }
        }
        assertThat(lastPrepared).isLessThan(firstStopped);
    }

    @Test
    void the_same_plan_is_the_same_run_and_to_cancel_its_completion_harms_nothing() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        MigrationPlan plan = planning().onCutover((name, there) -> gate.await()).build();
        MigrationRun run = migrator.start(plan);

        MigrationRun again = migrator.start(plan);
        MigrationRun written = migrator.start(
                planning().onCutover((name, there) -> gate.await()).build());
        assertThat(run.completion().cancel(true)).isTrue();
        assertThat(run.completion().complete(new MigrationReport(Instant.EPOCH, Duration.ZERO, List.of())))
                .isTrue();
        gate.countDown();

        assertThat(again.id()).isEqualTo(run.id());
        assertThat(written.id()).isEqualTo(run.id());
        MigrationReport report = run.completion().get(1, TimeUnit.MINUTES);
        assertThat(report.connectors()).hasSize(3).allMatch(moved -> moved.outcome() instanceof Moved);
        assertThat(migrator.start(plan).id()).isNotEqualTo(run.id());
    }

    @Test
    void another_plan_for_a_connector_under_way_is_refused_without_touching_anything() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        MigrationRun run = migrator.start(
                planning().onCutover((name, there) -> gate.await()).build());
        awaitStep(MigrationStep.CUT_OVER);

        MigrationPlan other = connectors.get(1).plan();
        CompletableFuture<MigrationReport> refused = migrator.start(other).completion();

        assertThat(refused)
                .failsWithin(Duration.ofMinutes(1))
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(ClaimedException.class);
        gate.countDown();
        assertThat(run.completion().get(1, TimeUnit.MINUTES).succeeded()).isTrue();
    }

    @Test
    void cancelled_in_the_middle_what_has_not_been_resumed_is_undone_and_the_rest_is_untouched() throws Exception {
        MigrationPlan plan = planning()
                .wave(name(0))
                .wave(name(1))
                .onCutover((name, there) -> {
                    if (name.equals(name(1))) {
                        new CountDownLatch(1).await();
                    }
                })
                .build();
        MigrationRun run = migrator.start(plan);
        await().atMost(TestedConnector.DEADLINE)
                .until(() -> events.stream()
                        .anyMatch(event -> event instanceof MigrationEvent.StepStarted started
                                && started.connector().equals(name(1))
                                && started.step() == MigrationStep.CUT_OVER));

        run.cancel();
        run.cancel();

        MigrationReport report = run.completion().get(1, TimeUnit.MINUTES);
        assertThat(report.connectors().get(0).outcome()).isInstanceOf(Moved.class);
        assertThat(report.connectors().get(1).outcome()).isEqualTo(new Undone(MigrationStep.CUT_OVER));
        assertThat(report.connectors().get(2).outcome()).isEqualTo(new NotStarted());
        assertThat(errors(report)).containsExactly(ProblemCode.CANCELLED);
        assertMoved(connectors.subList(0, 1));
        assertOnTheSource(connectors.subList(1, 3));

        MigrationPlan withoutHook = planning().wave(name(0)).wave(name(1)).build();
        assertThat(migrator.migrate(withoutHook).succeeded()).isTrue();
        assertMoved(connectors);
    }

    @Test
    void what_waits_for_its_turn_when_the_run_is_cancelled_is_taken_off_the_target_again() throws Exception {
        Migrator one = Migrator.builder().concurrency(1).listener(events::add).build();
        MigrationRun run = one.start(planning()
                .onCutover((name, there) -> new CountDownLatch(1).await())
                .build());
        awaitStep(MigrationStep.CUT_OVER);

        run.cancel();

        MigrationReport report = run.completion().get(1, TimeUnit.MINUTES);
        assertThat(report.totals().outcomes())
                .containsOnlyKeys("undone", "not started")
                .containsEntry("undone", 1);
        assertOnTheSource(connectors);
    }

    @Test
    void a_listener_that_throws_and_one_that_never_returns_change_nothing() {
        CountDownLatch never = new CountDownLatch(1);
        List<MigrationEvent> heard = new CopyOnWriteArrayList<>();
        Migrator disturbed = Migrator.builder()
                .hearingTimeout(Duration.ofMillis(100))
                .listener(event -> {
                    throw new IllegalStateException("not interested");
                })
                .listener(event -> awaitUninterruptibly(never))
                .listener(heard::add)
                .build();

        MigrationReport report = disturbed.migrate(planning().build());

        assertThat(report.succeeded()).isTrue();
        assertThat(heard.get(heard.size() - 1)).isInstanceOf(MigrationEvent.RunEnded.class);
        assertMoved(connectors);
        never.countDown();
    }

    @Test
    void a_hook_that_fails_once_undoes_its_connector_which_moves_at_the_next_call() {
        AtomicInteger calls = new AtomicInteger();
        MigrationPlan plan = planning()
                .onCutover((name, there) -> {
                    if (name.equals(name(1)) && calls.getAndIncrement() == 0) {
                        throw new IllegalStateException("the store is down");
                    }
                })
                .build();

        MigrationReport first = migrator.migrate(plan);
        assertThat(first.totals().outcomes()).containsOnly(Map.entry("moved", 2), Map.entry("undone", 1));
        assertOnTheSource(connectors.subList(1, 2));

        assertThat(migrator.migrate(plan).succeeded()).isTrue();
        assertMoved(connectors);
    }

    @Test
    void a_hook_that_always_fails_stops_the_run_at_the_limit_and_leaves_everything_where_it_was() {
        Migrator one = Migrator.builder().concurrency(1).build();

        MigrationReport report = one.migrate(planning()
                .stopAfterFailures(2)
                .onCutover((name, there) -> {
                    throw new IllegalStateException("not today");
                })
                .build());

        assertThat(report.totals().outcomes()).containsOnly(Map.entry("not started", 1), Map.entry("undone", 2));
        assertThat(errors(report)).containsOnly(ProblemCode.CUT_OVER_FAILED, ProblemCode.TOO_MANY_FAILURES);
        assertOnTheSource(connectors);
    }

    @Test
    void a_gate_that_says_no_leaves_the_next_wave_untouched_and_is_asked_again_by_the_next_call() {
        List<Integer> asked = new CopyOnWriteArrayList<>();
        MigrationPlan plan = planning()
                .wave(name(0))
                .gate((wave, reports) -> {
                    asked.add(wave);
                    assertThat(reports).extracting(ConnectorReport::connector).containsExactly(name(0));
                    return CompletableFuture.completedFuture(asked.size() > 1);
                })
                .build();

        MigrationReport report = migrator.migrate(plan);

        assertThat(report.connectors())
                .extracting(ConnectorReport::outcome)
                .element(0)
                .isInstanceOf(Moved.class);
        assertThat(report.totals().outcomes()).containsEntry("not started", 2);
        assertThat(errors(report)).containsExactly(ProblemCode.GATE_CLOSED);
        assertOnTheSource(connectors.subList(1, 3));
        assertThat(migrator.migrate(plan).succeeded()).isTrue();
        assertThat(asked).containsExactly(1, 1);
        assertMoved(connectors);
    }

    @Test
    void a_gate_that_fails_is_closed() {
        MigrationReport report = migrator.migrate(planning()
                .wave(name(0))
                .gate((wave, reports) -> CompletableFuture.failedFuture(new IllegalStateException("no answer")))
                .build());

        assertThat(report.totals().outcomes()).containsEntry("moved", 1).containsEntry("not started", 2);
        assertThat(report.problems())
                .anyMatch(problem -> problem.code() == ProblemCode.GATE_CLOSED
                        && problem.message().contains("no answer"));
    }

    @Test
    void a_gate_that_nobody_answers_does_not_keep_a_run_from_being_cancelled() throws Exception {
        MigrationRun run = migrator.start(planning()
                .wave(name(0))
                .gate((wave, reports) -> new CompletableFuture<>())
                .build());
        await().atMost(TestedConnector.DEADLINE)
                .until(() -> events.stream().anyMatch(MigrationEvent.GateReached.class::isInstance));

        run.cancel();

        assertThat(run.completion().get(1, TimeUnit.MINUTES).totals().outcomes())
                .containsEntry("moved", 1)
                .containsEntry("not started", 2);
    }

    @Test
    void a_connector_that_a_killed_process_has_left_down_waits_for_no_wave_and_no_gate() throws Exception {
        Journal journal = Journal.inMemory();
        MigrationPlan plan = planning()
                .wave(name(0))
                .gate((wave, reports) -> new CompletableFuture<>())
                .build();
        leaveDown(connectors.get(2), plan, journal, false);

        MigrationRun run = Migrator.builder()
                .journal(journal)
                .listener(events::add)
                .build()
                .start(plan);
        await().atMost(TestedConnector.DEADLINE)
                .until(() -> events.stream().anyMatch(MigrationEvent.GateReached.class::isInstance));
        run.cancel();

        MigrationReport report = run.completion().get(1, TimeUnit.MINUTES);
        assertThat(report.totals().outcomes()).containsOnly(Map.entry("moved", 2), Map.entry("not started", 1));
        assertMoved(List.of(connectors.get(0), connectors.get(2)));
    }

    @Test
    void one_that_was_left_on_its_way_back_waits_again_for_those_before_it() throws Exception {
        Journal journal = Journal.inMemory();
        MigrationPlan plan = planning().after(name(2), name(0)).build();
        leaveDown(connectors.get(2), plan, journal, true);

        MigrationRun run = Migrator.builder().journal(journal).build().start(plan);

        assertThat(run.completion().get(1, TimeUnit.MINUTES)).matches(MigrationReport::succeeded);
        assertMoved(connectors);
    }

    /** As far as a process comes that is killed when it has just asked the source to pause, or then to come back. */
    private static void leaveDown(TestedConnector connector, MigrationPlan plan, Journal journal, boolean undoing) {
        Progress paused = Progress.NOTHING_YET.with(p -> {
            p.sourceState = ConnectorState.RUNNING;
            p.sourceTasks = 1;
            p.downSince = Instant.now();
            p.undoing = undoing;
        });
        PlannedMove planned =
                FleetRun.surveys(PlanResolution.of(plan, journal), Waiting.real(), Timeouts.DEFAULT).stream()
                        .map(Survey::planned)
                        .filter(move -> move.connector().equals(connector.name()))
                        .findFirst()
                        .orElseThrow();
        Claimant dead = new Claimant("a process that was killed", Instant.EPOCH);
        journal.save(new JournalPage(planned, Journey.begin().withThere(paused), Instant.EPOCH, dead, Instant.EPOCH)
                .entry());
        connector.source().pause(connector.name());
    }

    @Test
    void a_connector_goes_after_those_that_it_waits_for_and_stays_if_they_do() {
        MigrationReport report = migrator.migrate(planning()
                .after(name(0), name(1))
                .after(name(2), name(0))
                .onCutover((name, there) -> {
                    if (name.equals(name(0))) {
                        throw new IllegalStateException("not today");
                    }
                })
                .build());

        assertThat(report.connectors())
                .extracting(ConnectorReport::connector)
                .containsExactly(name(1), name(0), name(2));
        assertThat(report.connectors())
                .extracting(ConnectorReport::outcome)
                .element(0)
                .isInstanceOf(Moved.class);
        assertThat(report.connectors())
                .extracting(ConnectorReport::outcome)
                .element(1)
                .isEqualTo(new Undone(MigrationStep.CUT_OVER));
        assertThat(report.connectors())
                .extracting(ConnectorReport::outcome)
                .element(2)
                .isEqualTo(new NotStarted());
        assertThat(report.problems()).extracting(Problem::code).contains(ProblemCode.AWAITED_NOT_MOVED);
        assertOnTheSource(List.of(connectors.get(0), connectors.get(2)));
    }

    @Test
    void an_executor_that_is_shut_down_on_the_way_leaves_nothing_between_two_clusters() throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(2);
        Migrator guest = Migrator.builder()
                .executor(executor)
                .listener(events::add)
                .pendingTimeout(Duration.ofSeconds(5))
                .build();
        MigrationRun run = guest.start(planning().build());
        awaitStep(MigrationStep.QUIESCE);

        executor.shutdownNow();

        // A request that the shutdown has interrupted may be done for a while, and is watched until then.
        MigrationReport report = run.completion().get(1, TimeUnit.MINUTES);
        for (ConnectorReport connector : report.connectors()) {
            assertThat(connector.outcome())
                    .matches(outcome ->
                            outcome instanceof Moved || outcome instanceof Undone || outcome instanceof NotStarted);
            TestedConnector.assertState(
                    connector.outcome() instanceof Moved ? target : source,
                    connector.connector(),
                    ConnectorState.RUNNING);
        }
        connectors.forEach(TestedConnector::awaitMoreRecords);
        connectors.forEach(TestedConnector::assertExactlyOnce);
    }

    private MigrationPlanBuilder planning() {
        return MigrationPlan.builder().from(source).to(target).connectors(name(0), name(1), name(2));
    }

    private String name(int number) {
        return connectors.get(number).name();
    }

    private void awaitStep(MigrationStep step) {
        await().atMost(TestedConnector.DEADLINE)
                .until(() -> events.stream()
                        .anyMatch(event ->
                                event instanceof MigrationEvent.StepStarted started && started.step() == step));
    }

    private List<MigrationStep> stepsOf(String connector) {
        return events.stream()
                .filter(event -> event instanceof MigrationEvent.StepEnded ended
                        && ended.connector().equals(connector))
                .map(event -> ((MigrationEvent.StepEnded) event).step())
                .toList();
    }

    private static List<ProblemCode> errors(MigrationReport report) {
        return report.problems().stream()
                .filter(Problem::isError)
                .map(Problem::code)
                .toList();
    }

    private static void assertMoved(List<TestedConnector> moved) {
        for (TestedConnector connector : moved) {
            connector.assertTarget(ConnectorState.RUNNING);
            connector.assertSource(ConnectorState.STOPPED);
            connector.awaitMoreRecords();
            connector.assertExactlyOnce();
        }
    }

    private static void assertOnTheSource(List<TestedConnector> stayed) {
        for (TestedConnector connector : stayed) {
            connector.assertSource(ConnectorState.RUNNING);
            connector.assertTargetAsFound();
            connector.awaitMoreRecords();
            connector.assertExactlyOnce();
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
