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
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
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
        this.source = TestedConnector.client(lab.cluster("source", KafkaVersion.V4_3_1));
        this.target = TestedConnector.client(lab.cluster("target", KafkaVersion.V4_3_1));
    }

    @Test
    void the_mirrored_topics_hold_each_record_once() {
        try (MirroredTopics topics = new MirroredTopics(lab, lab.kafka("origin"), "plant-", 3, 4)) {
            MigrationPlan plan = planFor(topics, "mirror");

            assertMoved(migrator.migrate(plan), 12);
            topics.awaitMore(200);

            topics.assertExactlyOnce();
            delete("mirror");
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "every.point", matches = "true")
    void two_hundred_mirrored_topics_hold_each_record_once_on_the_way_there_and_back() {
        try (MirroredTopics topics = new MirroredTopics(lab, lab.kafka("origin"), "many-", 200, 2)) {
            MigrationPlan plan = planFor(topics, "mirror-of-many");

            MigrationReport there = migrator.migrate(plan);
            assertMoved(there, 400);
            topics.awaitMore(20);
            MigrationReport back = migrator.rollback(plan);
            assertMoved(back, 400);
            topics.awaitMore(20);

            topics.assertExactlyOnce();
            System.out.println(
                    "MOVED | MirrorSource of 200 topics with 2 partitions | there and back | 4.3.1 to 4.3.1 | "
                            + topics.records() + " | 0 | 0 | " + downtime(there) + ", " + downtime(back));
            delete("mirror-of-many");
        }
    }

    /** Starts a mirror and waits until it copies every topic. */
    private MigrationPlan planFor(MirroredTopics topics, String name) {
        source.createConnector(name, topics.config());
        topics.awaitMore(20);
        return MigrationPlan.builder().from(source).to(target).connectors(name).build();
    }

    private static void assertMoved(MigrationReport report, int offsets) {
        assertThat(report).matches(MigrationReport::succeeded);
        assertThat(report.connectors().get(0).offsetsMoved()).isEqualTo(offsets);
    }

    private static String downtime(MigrationReport report) {
        return report.connectors().get(0).downtime() + "";
    }

    private void delete(String name) {
        for (ConnectClient cluster : new ConnectClient[] {source, target}) {
            if (cluster.findConnector(name).isPresent()) {
                cluster.deleteConnector(name);
            }
        }
    }
}
