package io.connectmigrator.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.connect.ConnectorStatus;
import io.connectmigrator.lab.ConnectCluster;
import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.lab.moving.HeldPolls;
import io.connectmigrator.lab.moving.TestedConnector;
import io.connectmigrator.offset.OffsetSnapshot;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What «stopped» is worth when there are several workers, and polls that do not return when they are told to. */
@ExtendWith(SharedLaboratory.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QuiesceIT {

    private final Laboratory lab;
    private final ConnectCluster twoWorkers;
    private final ConnectCluster target;

    QuiesceIT(Laboratory lab) {
        this.lab = lab;
        this.twoWorkers = lab.connect("two-workers")
                .workers(2)
                .with("offset.flush.interval.ms", "60000")
                .start();
        this.target = lab.cluster("target", KafkaVersion.V4_3_1);
    }

    /** Workers wait 5 s for their tasks; what takes longer goes on unseen. */
    private static List<String> blocks() {
        return Boolean.getBoolean("every.point") ? List.of("4500", "7000") : List.of("7000");
    }

    @ParameterizedTest(name = "poll blocks {0} ms")
    @MethodSource("blocks")
    void a_poll_that_blocks_delays_the_migration_and_costs_no_record(String pollBlocks) {
        try (TestedConnector connector = TestedConnector.between(lab, twoWorkers, target)) {
            connector.running("poll.block.ms", pollBlocks, "batch.size", "100");

            MigrationReport report = Migrator.create()
                    .migrate(connector
                            .planning()
                            .config((name, config) ->
                                    config.with("poll.block.ms", "0").with("batch.size", "1"))
                            .build());

            assertThat(report).matches(MigrationReport::succeeded);
            connector.awaitMoreRecords();
            connector.assertExactlyOnce();
        }
    }

    @Test
    void a_poll_that_outlasts_the_stop_timeout_leaves_the_source_running() {
        try (TestedConnector connector = TestedConnector.between(lab, twoWorkers, target)) {
            HeldPolls polls = new HeldPolls(lab);
            connector.running(HeldPolls.SETTING, polls.file());
            polls.hold();

            MigrationReport report = Migrator.builder()
                    .stopTimeout(Duration.ofSeconds(1))
                    .build()
                    .migrate(connector.plan());
            polls.release();

            assertThat(report.connectors().get(0).outcome())
                    .isEqualTo(new MigrationOutcome.Undone(MigrationStep.QUIESCE));
            assertThat(report.problems()).extracting(Problem::code).contains(ProblemCode.TIMED_OUT);
            connector.assertSource(ConnectorState.RUNNING);
            connector.assertTargetAsFound();
            connector.awaitMoreRecords();
            connector.assertExactlyOnce();
        }
    }

    /** The same connector, stopped as most would do it: what was read then would make the target copy records again. */
    @Test
    void what_a_worker_shows_as_soon_as_it_says_stopped_is_not_the_end() {
        try (TestedConnector connector = TestedConnector.between(lab, twoWorkers, target)) {
            HeldPolls polls = new HeldPolls(lab);
            connector.running(HeldPolls.SETTING, polls.file());
            polls.hold();

            connector.source().stop(connector.name());
            await().atMost(TestedConnector.DEADLINE)
                    .until(() -> isStoppedWithoutTasks(connector.source().status(connector.name())));
            OffsetSnapshot offsets = connector.source().listOffsets(connector.name());
            polls.release();

            List<Object> written = connector.tally().last().values().stream()
                    .sorted()
                    .map(Object.class::cast)
                    .toList();
            assertThat(sequencesIn(offsets)).isNotEqualTo(written);
        }
    }

    private static List<Object> sequencesIn(OffsetSnapshot offsets) {
        return offsets.offsets().stream()
                .map(offset -> Objects.requireNonNull(offset.offset()).get("sequence"))
                .sorted()
                .toList();
    }

    private static boolean isStoppedWithoutTasks(ConnectorStatus status) {
        return status.state() == ConnectorState.STOPPED && status.tasks().isEmpty();
    }
}
