package io.connectmigrator.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.lab.moving.MirroredTopics;
import io.connectmigrator.lab.moving.TestedConnector;
import io.connectmigrator.offset.Partitions;
import io.connectmigrator.report.MigrationReport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two of Kafka's own mirrors become one and are divided again, on real workers, while records are written; the copies are counted. */
@ExtendWith(SharedLaboratory.class)
class MergedMirrorIT {

    private static final int PARTITIONS = 2;

    private final Migrator migrator = Migrator.create();
    private final ConnectClient source;
    private final ConnectClient target;
    private final MirroredTopics topics;
    private final String first;
    private final String second;
    private final String all;

    MergedMirrorIT(Laboratory lab) {
        this.source = TestedConnector.client(lab.cluster("source", KafkaVersion.V4_3));
        this.target = TestedConnector.client(lab.cluster("target", KafkaVersion.V4_3));
        this.topics = new MirroredTopics(lab, source, target, 4, PARTITIONS);
        this.first = topics.name() + "_first";
        this.second = topics.name() + "_second";
        this.all = topics.name() + "_all";
    }

    @BeforeEach
    void mirror() {
        topics.write(100);
        source.createConnector(first, topics.configOf(0, 2));
        source.createConnector(second, topics.configOf(2, 4));
        topics.whileRecordsAreWritten();
        awaitOffsets(source, first);
        awaitOffsets(source, second);
    }

    @AfterEach
    void close() {
        topics.close();
    }

    private static void awaitOffsets(ConnectClient cluster, String connector) {
        await().atMost(TestedConnector.DEADLINE)
                .until(() -> cluster.listOffsets(connector).size() == 2 * PARTITIONS);
    }

    private MigrationPlan merge() {
        return MigrationPlan.builder()
                .from(source)
                .to(target)
                .merge(all, first, second)
                .build();
    }

    @Test
    void they_become_one_on_another_cluster_and_come_back() {
        MigrationReport merged = migrator.migrate(merge());

        assertThat(merged.succeeded()).as("%s", merged).isTrue();
        assertThat(merged.connectors()).hasSize(2).allMatch(report -> report.offsetsMoved() == 2 * PARTITIONS);
        TestedConnector.assertState(target, all, ConnectorState.RUNNING);
        TestedConnector.assertState(source, first, ConnectorState.STOPPED);
        TestedConnector.assertState(source, second, ConnectorState.STOPPED);
        topics.awaitMoreRecords();

        MigrationReport back = migrator.rollback(merge());

        assertThat(back.succeeded()).as("%s", back).isTrue();
        assertThat(target.findConnector(all)).isEmpty();
        TestedConnector.assertState(source, first, ConnectorState.RUNNING);
        TestedConnector.assertState(source, second, ConnectorState.RUNNING);
        topics.awaitMoreRecords();
        topics.assertExactlyOnce();
    }

    @Test
    void one_is_divided_where_it_is_and_comes_back_and_the_members_are_deleted_when_that_is_confirmed() {
        migrator.migrate(merge());
        assertThat(migrator.confirm(merge())).matches(MigrationReport::succeeded);
        assertThat(source.listConnectors()).doesNotContain(first, second);
        MigrationPlan split = MigrationPlan.builder()
                .from(target)
                .to(target)
                .split(
                        all,
                        parts -> parts.into(first, Partitions.topics(topics.topics(0, 2)))
                                .into(second, Partitions.topics(topics.topics(2, 4))))
                .build();
        topics.awaitMoreRecords();

        MigrationReport divided = migrator.migrate(split);

        assertThat(divided.succeeded()).as("%s", divided).isTrue();
        assertThat(target.connector(first).config().get("topics")).isEqualTo(String.join(",", topics.topics(0, 2)));
        topics.awaitMoreRecords();
        MigrationReport back = migrator.rollback(split);
        assertThat(back.succeeded()).as("%s", back).isTrue();
        assertThat(target.listConnectors()).contains(all).doesNotContain(first, second);
        topics.awaitMoreRecords();
        topics.assertExactlyOnce();
    }
}
