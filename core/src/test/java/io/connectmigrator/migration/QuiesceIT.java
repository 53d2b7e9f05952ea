package io.connectmigrator.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.lab.ConnectCluster;
import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.lab.moving.TestedConnector;
import io.connectmigrator.report.MigrationReport;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A stop with several workers, and with polls that do not return in time. QuiesceStepTest has
 * polls that outlast the timeout, and ConnectFacts (F1, F2, F20) what workers show of them.
 */
@Order(1)
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
        this.target = lab.cluster("target", KafkaVersion.V4_3);
    }

    /** Workers wait 5 s for their tasks; a task that takes longer goes on without being shown. */
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
}
