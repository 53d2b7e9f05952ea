package io.connectmigrator.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.lab.moving.TestedConnector;
import io.connectmigrator.report.MigrationReport;
import io.connectmigrator.report.StepReport;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedLaboratory.class)
class ManyPartitionsIT {

    private static final int PARTITIONS = 5_000;

    private final Laboratory lab;

    ManyPartitionsIT(Laboratory lab) {
        this.lab = lab;
    }

    @Test
    void the_offsets_of_5000_partitions_are_written_in_chunks_and_verified() {
        try (TestedConnector connector = TestedConnector.between(
                lab, lab.cluster("source", KafkaVersion.V4_3), lab.cluster("target", KafkaVersion.V4_3))) {
            connector.running(
                    "partitions", Integer.toString(PARTITIONS), "batch.size", "500", "interval.ms", "0", "limit", "3");
            connector.awaitRecords(2L * PARTITIONS);

            MigrationReport report = Migrator.create()
                    .migrate(connector
                            .planning()
                            .config((name, config) -> config.with("limit", "5"))
                            .build());

            assertThat(report).matches(MigrationReport::succeeded);
            assertThat(report.connectors().get(0).offsetsMoved()).isEqualTo(PARTITIONS);
            assertThat(report.connectors().get(0).steps())
                    .extracting(StepReport::took)
                    .allMatch(took -> took.compareTo(Duration.ofSeconds(90)) < 0);
            connector.awaitRecords(5L * PARTITIONS);
            connector.assertExactlyOnce();
        }
    }
}
