package io.connectmigrator.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.connect.InitialState;
import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.SequenceTally;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.lab.moving.MirroredTopics;
import io.connectmigrator.lab.moving.TestedConnector;
import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.offset.OnConflict;
import io.connectmigrator.report.MigrationReport;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What mirrors that become one have in common, or get meanwhile, on real workers. */
@ExtendWith(SharedLaboratory.class)
class ReshapedMirrorIT {

    private static final int PARTITIONS = 2;

    private final Migrator migrator = Migrator.create();
    private final ConnectClient cluster;
    private final MirroredTopics topics;
    private final String first;
    private final String second;
    private final String all;

    ReshapedMirrorIT(Laboratory lab) {
        this.cluster = TestedConnector.client(lab.cluster("source", KafkaVersion.V4_3));
        this.topics = new MirroredTopics(lab, cluster, cluster, 4, PARTITIONS);
        this.first = topics.name() + "_first";
        this.second = topics.name() + "_second";
        this.all = topics.name() + "_whole";
    }

    @AfterEach
    void close() {
        topics.close();
    }

    private void run(String connector, ConnectorConfig config, int partitions) {
        cluster.createConnector(connector, quick(config));
        await().atMost(TestedConnector.DEADLINE)
                .until(() -> cluster.listOffsets(connector).size() == partitions);
    }

    /** It soon finds a partition that is new. */
    private static ConnectorConfig quick(ConnectorConfig config) {
        return config.with("refresh.topics.interval.seconds", "1");
    }

    private MigrationPlanBuilder merging() {
        return MigrationPlan.builder().from(cluster).to(cluster).merge(all, first, second);
    }

    private static List<ProblemCode> errors(List<Problem> problems) {
        return problems.stream()
                .filter(Problem::isError)
                .map(Problem::code)
                .distinct()
                .toList();
    }

    @Test
    void a_partition_that_is_new_after_the_merge_goes_back_to_the_member_whose_topic_has_it() {
        topics.write(100);
        run(first, topics.configOf(0, 2), 2 * PARTITIONS);
        run(second, topics.configOf(2, 4), 2 * PARTITIONS);
        topics.whileRecordsAreWritten();
        assertThat(migrator.migrate(merging().build())).matches(MigrationReport::succeeded);

        topics.addPartition(3);
        topics.awaitMoreRecords();
        await().atMost(TestedConnector.DEADLINE)
                .until(() -> cluster.listOffsets(all).size() == 4 * PARTITIONS + 1);
        MigrationReport back = migrator.rollback(merging().build());

        assertThat(back.succeeded()).as("%s", back).isTrue();
        assertThat(cluster.listOffsets(first).size()).isEqualTo(2 * PARTITIONS);
        assertThat(cluster.listOffsets(second).offsets())
                .hasSize(2 * PARTITIONS + 1)
                .extracting(ConnectorOffset::partition)
                .anyMatch(partition -> Objects.equals(partition.get("partition"), (long) PARTITIONS)
                        && Objects.equals(partition.get("topic"), topics.topics(3, 4)[0]));
        topics.awaitMoreRecords();
        topics.assertExactlyOnce();
    }

    /** Both are stopped, so that it is known what each has copied. */
    @Test
    void a_partition_with_two_offsets_is_refused_and_the_earliest_copies_the_difference_again() {
        topics.write(100 * 4 * PARTITIONS);
        run(first, topics.configOf(0, 4), 4 * PARTITIONS);
        await().atMost(TestedConnector.DEADLINE)
                .until(() -> topics.tally().records() == 100 * 4 * PARTITIONS
                        && cluster.listOffsets(first).offsets().stream().allMatch(offset -> at(offset) == 99));
        cluster.stop(first);
        cluster.createConnector(second, quick(topics.configOf(3, 4)), InitialState.STOPPED);
        OffsetSnapshot behind = cluster.listOffsets(first)
                .filter(offset ->
                        topics.topics(3, 4)[0].equals(offset.partition().get("topic")))
                .map(offset -> offset.withOffset(Map.of("offset", 69L)));
        cluster.alterOffsets(second, behind);

        assertThat(errors(migrator.check(merging().build()).problems())).contains(ProblemCode.OFFSETS_CONFLICT);
        MigrationReport merged =
                migrator.migrate(merging().onConflict(OnConflict.EARLIEST).build());

        assertThat(merged.succeeded()).as("%s", merged).isTrue();
        cluster.resume(all);
        await().atMost(TestedConnector.DEADLINE).until(() -> topics.tally().doubled() == 30 * PARTITIONS);
        topics.write(8);
        await().atMost(TestedConnector.DEADLINE).until(() -> topics.tally().distinct() == topics.written());
        assertThat(topics.tally()).matches(tally -> tally.doubled() == 30 * PARTITIONS && tally.missing() == 0);
    }

    private static long at(ConnectorOffset offset) {
        Map<String, ?> values = offset.offset();
        return values != null && values.get("offset") instanceof Number number ? number.longValue() : -1;
    }

    @Test
    void what_one_member_excludes_is_copied_on_if_another_copies_it_and_a_config_that_excludes_it_is_refused() {
        String hit = topics.topics(0, 1)[0];
        topics.write(100);
        run(first, topics.configOf(0, 2), 2 * PARTITIONS);
        run(second, topics.configOf(2, 4).with("topics.exclude", hit), 2 * PARTITIONS);

        List<Problem> wrong = migrator.check(merging()
                        .mergedConfig((name, configs) -> topics.configOf(0, 4).with("topics.exclude", hit))
                        .build())
                .problems();
        MigrationReport merged = migrator.migrate(merging().build());

        assertThat(errors(wrong)).contains(ProblemCode.COVERAGE_LOST);
        assertThat(merged.succeeded()).as("%s", merged).isTrue();
        assertThat(cluster.config(all).getOrDefault("topics.exclude", "")).doesNotContain(hit);
        topics.whileRecordsAreWritten();
        topics.assertExactlyOnce();
        assertThat(topics.tally()).extracting(SequenceTally::outOfOrder).isEqualTo(0L);
    }
}
