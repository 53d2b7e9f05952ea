package io.connectmigrator.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.event.MigrationEvent.WatchAlarm;
import io.connectmigrator.journal.Journal;
import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.SequenceTally;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.lab.moving.TestedConnector;
import io.connectmigrator.plan.TargetFailure;
import io.connectmigrator.report.ConnectorReport;
import io.connectmigrator.report.MigrationOutcome.Confirmed;
import io.connectmigrator.report.MigrationOutcome.Undone;
import io.connectmigrator.report.MigrationReport;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Connectors on real workers are watched after they have moved. */
@ExtendWith(SharedLaboratory.class)
class WatchIT {

    private final Laboratory lab;
    private final ConnectClient source;
    private final ConnectClient target;

    @TempDir
    private Path folder;

    WatchIT(Laboratory lab) {
        this.lab = lab;
        this.source = TestedConnector.client(lab.cluster("source", KafkaVersion.V4_3));
        this.target = TestedConnector.client(lab.cluster("target", KafkaVersion.V4_3));
    }

    @Test
    void a_target_whose_tasks_fail_within_the_watch_goes_back_and_each_record_is_there_once() {
        try (TestedConnector connector = new TestedConnector(lab, source, target)) {
            connector.running();
            // Five seconds of each task, in which the move is complete.
            MigrationPlan plan = connector
                    .planning()
                    .config("fail", "poll")
                    .config("fail.after", "800")
                    .watch(TestedConnector.DEADLINE)
                    .onTargetFailure(TargetFailure.ROLL_BACK)
                    .build();

            ConnectorReport report =
                    Migrator.create().migrate(plan).connectors().get(0);

            assertThat(report.outcome()).as("%s", report.problems()).isEqualTo(new Undone(MigrationStep.WATCH));
            assertThat(report.problems()).extracting(Problem::code).contains(ProblemCode.TASK_FAILED);
            connector.assertSource(ConnectorState.RUNNING);
            connector.assertTargetAsFound();
            connector.awaitMoreRecords();
            connector.assertExactlyOnce();
        }
    }

    @Test
    void another_migrator_with_the_same_journal_watches_until_the_connector_is_confirmed() {
        Queue<Problem> alarms = new ConcurrentLinkedQueue<>();
        Migrator moving = Migrator.builder().journal(Journal.directory(folder)).build();
        Migrator watching = Migrator.builder()
                .journal(Journal.directory(folder))
                .listener(event -> {
                    if (event instanceof WatchAlarm alarm) {
                        alarms.add(alarm.problem());
                    }
                })
                .build();
        try (TestedConnector connector = new TestedConnector(lab, source, target)) {
            MigrationPlan plan = connector.running().plan();
            assertThat(moving.migrate(plan)).matches(MigrationReport::succeeded);
            MigrationRun watch = watching.startWatch(plan);

            source.resume(connector.name());
            await().atMost(TestedConnector.DEADLINE).until(() -> !alarms.isEmpty());
            await().atMost(TestedConnector.DEADLINE)
                    .untilAsserted(() -> connector.assertSource(ConnectorState.STOPPED));
            SequenceTally stopped = connector.tally();
            connector.awaitMoreRecords();
            boolean ended = watch.completion().isDone();
            MigrationReport confirmed = moving.confirm(plan);
            ConnectorReport watched = watch.await().connectors().get(0);

            assertThat(ended).as("ended before the connector was confirmed").isFalse();
            assertThat(confirmed.succeeded()).as("%s", confirmed.problems()).isTrue();
            assertThat(watched.outcome()).isEqualTo(new Confirmed());
            assertThat(alarms).extracting(Problem::code).containsOnly(ProblemCode.SOURCE_RUNS_AGAIN);
            assertThat(stopped.doubled()).isPositive();
            assertThat(connector.tally().doubled()).isEqualTo(stopped.doubled());
            assertThat(connector.tally().missing()).isZero();
            assertThat(source.findConnector(connector.name())).isEmpty();
            connector.assertTarget(ConnectorState.RUNNING);
        }
    }
}
