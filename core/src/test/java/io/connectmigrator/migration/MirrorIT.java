package io.connectmigrator.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.lab.moving.MirroredTopics;
import io.connectmigrator.lab.moving.TestedConnector;
import io.connectmigrator.report.MigrationReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Kafka's own mirror, which copies topics of one Kafka cluster to another, moves in the middle of a stream. */
@ExtendWith(SharedLaboratory.class)
class MirrorIT {

    private final Migrator migrator = Migrator.create();
    private final Laboratory lab;
    private final ConnectClient source;
    private final ConnectClient target;

    MirrorIT(Laboratory lab) {
        this.lab = lab;
        this.source = TestedConnector.client(lab.cluster("source", KafkaVersion.V4_3));
        this.target = TestedConnector.client(lab.cluster("target", KafkaVersion.V4_3));
    }

    @Test
    void the_mirrored_topics_hold_each_record_once() {
        try (MirroredTopics topics = new MirroredTopics(lab, source, target, 3, 4)) {
            topics.write(100);
            topics.running().whileRecordsAreWritten();

            MigrationReport report = migrator.migrate(topics.planning().build());

            assertThat(report).matches(MigrationReport::succeeded);
            assertThat(report.connectors().get(0).offsetsMoved()).isEqualTo(12);
            topics.awaitMoreRecords();
            topics.assertExactlyOnce();
        }
    }
}
