package io.connectmigrator.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.event.MigrationEvent.StepStarted;
import io.connectmigrator.event.MigrationEvent.WatchAlarm;
import io.connectmigrator.lab.ConnectCluster;
import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.SequenceTally;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.lab.moving.ReconcilingOperator;
import io.connectmigrator.lab.moving.TestedConnector;
import io.connectmigrator.plan.SourceRestart;
import io.connectmigrator.report.ConnectorReport;
import io.connectmigrator.report.MigrationOutcome.Moved;
import io.connectmigrator.report.MigrationReport;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** An operator owns the connectors of a cluster, and sets back what the migration changes. */
@Order(1)
@ExtendWith(SharedLaboratory.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperatorIT {

    private static final Duration INTERVAL = Duration.ofMillis(500);
    private static final Duration LONGER = INTERVAL.multipliedBy(4);

    /** The longest pause between two looks of a watch, the operator's interval, and time for requests on a busy machine. */
    private static final Duration NOTICED = Duration.ofSeconds(2).plus(INTERVAL).plusMillis(1_500);

    /** What two tasks write in that time, of eight records every 50 ms each, and a second until they have stopped. */
    private static final long MOST_DOUBLED = NOTICED.plusSeconds(1).toMillis() / 50 * 16;

    private final Laboratory lab;
    private final ConnectCluster source;
    private final ConnectCluster target;
    private final Migrator migrator = Migrator.create();

    OperatorIT(Laboratory lab) {
        this.lab = lab;
        this.source = lab.cluster("source", KafkaVersion.V4_3);
        this.target = lab.cluster("target", KafkaVersion.V3_9);
    }

    private TestedConnector running() {
        return TestedConnector.between(lab, source, target).running();
    }

    /** {@return an operator that does not know the connector} */
    private ReconcilingOperator strangerOnTarget(TestedConnector connector) {
        return new ReconcilingOperator(target, connector.name()::equals).start(INTERVAL);
    }

    /** {@return an operator that has a resource of the connector, which is paused} */
    private ReconcilingOperator ownerOfSource(TestedConnector connector) {
        ReconcilingOperator owner = new ReconcilingOperator(source, connector.name()::equals);
        owner.apply(connector.name(), connector.source().config(connector.name()), true);
        return owner.start(INTERVAL);
    }

    @Test
    void an_operator_of_the_target_is_found_before_the_source_is_touched() {
        try (TestedConnector connector = running();
                ReconcilingOperator owner = strangerOnTarget(connector)) {
            MigrationReport report =
                    migrator.migrate(connector.planning().settle(LONGER).build());

            assertThat(report.problems())
                    .extracting(Problem::code)
                    .contains(ProblemCode.TARGET_TAKEN_AWAY)
                    .as("nothing hints at an operator of plain workers")
                    .doesNotContain(ProblemCode.OPERATED_MAYBE);
            assertThat(owner.changes()).contains("DELETE " + connector.name());
            connector.assertSource(ConnectorState.RUNNING);
            connector.assertTargetAsFound();
            connector.awaitMoreRecords();
            connector.assertExactlyOnce();
        }
    }

    @Test
    void without_settling_the_source_is_brought_back_and_nothing_is_lost() {
        try (TestedConnector connector = running();
                ReconcilingOperator owner = new ReconcilingOperator(target, connector.name()::equals)) {
            MigrationPlan plan = connector
                    .planning()
                    .onCutover((name, there) -> {
                        connector.assertSource(ConnectorState.STOPPED);
                        owner.start(INTERVAL);
                        await().atMost(TestedConnector.DEADLINE)
                                .until(() -> owner.changes().contains("DELETE " + there));
                    })
                    .build();

            MigrationReport report = migrator.migrate(plan);

            assertThat(report.succeeded()).isFalse();
            assertThat(report.problems())
                    .filteredOn(Problem::isError)
                    .singleElement()
                    .satisfies(problem -> {
                        assertThat(problem.code()).isEqualTo(ProblemCode.TARGET_CHANGED);
                        assertThat(problem.message())
                                .endsWith(
                                        "was deleted outside this migration; an operator, such as Strimzi's, deletes a"
                                                + " connector that it has no resource for");
                        assertThat(problem.remedy())
                                .startsWith("Find out what else operates the connectors of " + target.name());
                    });
            connector.assertSource(ConnectorState.RUNNING);
            connector.assertTargetAsFound();
            connector.awaitMoreRecords();
            connector.assertExactlyOnce();
        }
    }

    @Test
    void an_operator_that_resumes_the_source_in_the_middle_makes_the_migration_go_back() {
        try (TestedConnector connector = running();
                ReconcilingOperator owner = ownerOfSource(connector)) {
            MigrationPlan plan = connector
                    .planning()
                    .onCutover((name, there) -> {
                        owner.pause(name, false);
                        connector.awaitMoreRecords();
                    })
                    .build();

            MigrationReport report = migrator.migrate(plan);

            assertThat(report.problems()).extracting(Problem::code).contains(ProblemCode.SOURCE_CHANGED);
            connector.assertSource(ConnectorState.RUNNING);
            connector.assertTargetAsFound();
            connector.awaitMoreRecords();
            connector.assertExactlyOnce();
        }
    }

    @Test
    void a_source_that_an_operator_resumes_after_the_move_is_stopped_again_at_the_next_look_of_the_watch() {
        Queue<Instant> alarms = new ConcurrentLinkedQueue<>();
        CountDownLatch watched = new CountDownLatch(1);
        Migrator watching = Migrator.builder()
                .listener(event -> {
                    if (event instanceof WatchAlarm alarm) {
                        alarms.add(alarm.time());
                    } else if (event instanceof StepStarted started && started.step() == MigrationStep.WATCH) {
                        watched.countDown();
                    }
                })
                .build();
        try (TestedConnector connector = running();
                ReconcilingOperator owner = ownerOfSource(connector)) {
            MigrationRun run = watching.start(
                    connector.planning().watch(TestedConnector.DEADLINE).build());
            await().atMost(TestedConnector.DEADLINE).until(() -> watched.getCount() == 0);

            Instant resumed = letResume(owner, connector);
            await().atMost(TestedConnector.DEADLINE)
                    .untilAsserted(() -> connector.assertSource(ConnectorState.STOPPED));
            run.cancel();
            ConnectorReport report = run.await().connectors().get(0);

            assertThat(report.outcome()).as("%s", report.problems()).isInstanceOf(Moved.class);
            assertThat(report.problems()).extracting(Problem::code).contains(ProblemCode.SOURCE_RUNS_AGAIN);
            assertThat(Duration.between(resumed, alarms.element())).isLessThan(NOTICED);
            SequenceTally tally = connector.tally();
            System.out.println("the alarm came "
                    + Duration.between(resumed, alarms.element()).toMillis()
                    + " ms after the operator was allowed to resume the source, which wrote " + tally.doubled()
                    + " records again; " + MOST_DOUBLED + " were allowed");
            assertThat(tally.doubled()).isBetween(1L, MOST_DOUBLED);
            assertOneWriter(connector);
        }
    }

    /** The same without a watch: what is asserted of one that watches does not hold by itself. */
    @Test
    void without_a_watch_a_source_that_an_operator_resumes_after_the_move_goes_on() {
        try (TestedConnector connector = running();
                ReconcilingOperator owner = ownerOfSource(connector)) {
            MigrationReport report =
                    migrator.migrate(connector.planning().watch(Duration.ZERO).build());
            assertThat(report.succeeded()).isTrue();

            Instant resumed = letResume(owner, connector);
            await().atMost(TestedConnector.DEADLINE)
                    .untilAsserted(() -> assertThat(connector.tally().doubled()).isGreaterThan(MOST_DOUBLED));

            assertThat(Duration.between(resumed, Instant.now())).isGreaterThan(NOTICED);
            connector.assertSource(ConnectorState.RUNNING);
            connector.assertTarget(ConnectorState.RUNNING);
        }
    }

    /** Lets the operator resume the source once. {@return the time from which on it could} */
    private static Instant letResume(ReconcilingOperator owner, TestedConnector connector) {
        Instant from = Instant.now();
        owner.pause(connector.name(), false);
        await().atMost(TestedConnector.DEADLINE).until(() -> owner.changes().contains("RUNNING " + connector.name()));
        owner.pause(connector.name(), true);
        return from;
    }

    private static void assertOneWriter(TestedConnector connector) {
        long doubled = connector.tally().doubled();
        connector.awaitMoreRecords();
        SequenceTally after = connector.tally();
        assertThat(after.doubled()).isEqualTo(doubled);
        assertThat(after.missing()).isZero();
        connector.assertSource(ConnectorState.STOPPED);
        connector.assertTarget(ConnectorState.RUNNING);
    }

    @Test
    void an_alarm_alone_leaves_two_writers() {
        try (TestedConnector connector = running()) {
            MigrationPlan plan = connector
                    .planning()
                    .watch(Duration.ofSeconds(5))
                    .onSourceRestart(SourceRestart.ALARM_ONLY)
                    .build();
            MigrationRun run = migrator.start(plan);
            await().atMost(TestedConnector.DEADLINE).until(() -> isRunning(connector.target(), connector.name()));

            connector.source().resume(connector.name());
            MigrationReport report = run.await();

            assertThat(report.succeeded()).isFalse();
            connector.assertSource(ConnectorState.RUNNING);
            connector.assertTarget(ConnectorState.RUNNING);
        }
    }

    /** Why a resource is never moved by its label: both copies run until the next look at the source, the new one from scratch. */
    @Test
    void a_resource_that_gets_the_label_of_another_cluster_makes_two_writers() {
        try (TestedConnector connector = running();
                ReconcilingOperator targetOwner = new ReconcilingOperator(target, connector.name()::equals)) {
            connector.awaitOffsets(connector.source());
            targetOwner.apply(connector.name(), connector.source().config(connector.name()), false);
            targetOwner.start(INTERVAL);
            await().atMost(TestedConnector.DEADLINE)
                    .untilAsserted(() -> assertThat(connector.tally().doubled()).isPositive());

            connector.assertSource(ConnectorState.RUNNING);
            assertThat(isRunning(connector.target(), connector.name())).isTrue();
            assertThat(targetOwner.changes()).containsExactly("POST " + connector.name());
        }
    }

    private static boolean isRunning(ConnectClient cluster, String connector) {
        return cluster.findStatus(connector)
                .filter(status -> status.state() == ConnectorState.RUNNING)
                .filter(status -> !status.tasks().isEmpty()
                        && status.tasks().stream().allMatch(task -> task.state() == ConnectorState.RUNNING))
                .isPresent();
    }
}
