package io.connectmigrator.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.event.MigrationEvent;
import io.connectmigrator.event.internal.CollectingSubscriber;
import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.lab.moving.TestedConnector;
import io.connectmigrator.report.ConnectorReport;
import io.connectmigrator.report.MigrationOutcome.Moved;
import io.connectmigrator.report.MigrationOutcome.NotStarted;
import io.connectmigrator.report.MigrationOutcome.Undone;
import io.connectmigrator.report.MigrationReport;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Three connectors move in one run between real workers: behaviour that depends on real threads and rebalances.
 * WaveSchedulerTest, GatesTest, CancelTest and others have the rest.
 */
@Order(1)
@ExtendWith(SharedLaboratory.class)
class MigrationRunIT {

    private final ConnectClient source;
    private final ConnectClient target;
    private final List<TestedConnector> connectors = new ArrayList<>();
    private final List<MigrationEvent> events = new CopyOnWriteArrayList<>();
    private final Migrator migrator = Migrator.builder().listener(events::add).build();

    MigrationRunIT(Laboratory lab) {
        source = TestedConnector.client(lab.cluster("source", KafkaVersion.V4_3));
        target = TestedConnector.client(lab.cluster("target", KafkaVersion.V3_9));
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
    void a_run_publishes_all_events_to_early_and_to_late_subscribers() throws Exception {
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
    void an_executor_that_is_shut_down_during_a_run_leaves_no_connector_stopped_on_both_clusters() throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(2);
        Migrator onOurExecutor = Migrator.builder()
                .executor(executor)
                .listener(events::add)
                .pendingTimeout(Duration.ofSeconds(5))
                .build();
        MigrationRun run = onOurExecutor.start(planning().build());
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
                .untilAsserted(() -> assertThat(events)
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
}
