package io.connectmigrator.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.lab.ConnectCluster;
import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.NumberedTopic;
import io.connectmigrator.lab.SequenceReader;
import io.connectmigrator.lab.SequenceTally;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.lab.moving.TestedConnector;
import io.connectmigrator.plan.EmptyOffsets;
import io.connectmigrator.report.MigrationReport;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A real sink that has committed nothing starts where its consumer is told to. */
@ExtendWith(SharedLaboratory.class)
class SinkStartIT {

    private static final String RESET = "consumer.override.auto.offset.reset";
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final Migrator migrator = Migrator.create();
    private final String sink = "start-of-sink-" + COUNT.incrementAndGet();
    private final Laboratory lab;
    private final ConnectClient source;
    private final ConnectClient target;
    private final NumberedTopic topic;

    SinkStartIT(Laboratory lab) {
        this.lab = lab;
        this.source = TestedConnector.client(lab.cluster("source", KafkaVersion.V3_9));
        this.target = TestedConnector.client(lab.cluster("target", KafkaVersion.V4_3));
        this.topic = NumberedTopic.create(lab.kafka(), sink, 1);
    }

    @AfterEach
    void deleteSinks() {
        for (ConnectClient cluster : new ConnectClient[] {source, target}) {
            cluster.findConnector(sink).ifPresent(found -> cluster.deleteConnector(sink));
        }
    }

    @Test
    void at_the_end_is_refused_and_at_the_beginning_moves() {
        create(RESET, "latest");

        MigrationReport refused = migrator.migrate(planning().build());

        assertThat(refused.problems())
                .filteredOn(Problem::isError)
                .singleElement()
                .matches(problem -> problem.code() == ProblemCode.STARTS_AT_LATEST)
                .asString()
                .contains(RESET + "=latest");
        TestedConnector.assertState(source, sink, ConnectorState.RUNNING);
        assertThat(target.findConnector(sink)).isEmpty();

        MigrationReport moved = migrator.migrate(planning()
                .emptyOffsets(EmptyOffsets.ALLOW)
                .config((name, config) -> config.with(RESET, "earliest"))
                .onCutover((name, targetName) -> topic.write(10))
                .build());

        assertThat(moved).matches(MigrationReport::succeeded);
        topic.write(10);
        assertEachRecordOnce(20);
    }

    @Test
    void with_committed_offsets_moves() {
        topic.write(10);
        create(RESET, "earliest");
        awaitCommit();

        MigrationReport moved = migrator.migrate(planning().build());

        assertThat(moved).matches(MigrationReport::succeeded);
        topic.write(10);
        assertEachRecordOnce(20);
    }

    @Test
    void at_the_end_with_committed_offsets_is_refused_until_the_plan_allows_it() {
        topic.write(10);
        create(RESET, "earliest");
        awaitCommit();
        source.putConfig(sink, config(RESET, "latest"));
        await().atMost(TestedConnector.DEADLINE)
                .until(() -> source.status(sink).tasks().size() == 1);

        assertThat(migrator.check(planning().build()).problems())
                .filteredOn(Problem::isError)
                .singleElement()
                .asString()
                .contains("D12")
                .contains(RESET + "=latest");
        MigrationReport moved = migrator.migrate(planning()
                .allow("D12", "its offsets are newer than the retention")
                .onCutover((name, targetName) -> topic.write(10))
                .build());

        assertThat(moved).matches(MigrationReport::succeeded);
        topic.write(10);
        assertEachRecordOnce(30);
    }

    /** REST shows the properties of no worker. */
    @Test
    void at_the_end_by_the_workers_of_the_target_is_not_seen() {
        ConnectCluster latest = lab.connect("latest-target")
                .with("consumer.auto.offset.reset", "latest")
                .start();
        try {
            create();
            MigrationPlanBuilder planning = MigrationPlan.builder()
                    .from(source)
                    .to(TestedConnector.client(latest))
                    .connectors(sink);

            MigrationReport undone = migrator.migrate(planning.build());
            assertThat(undone.problems())
                    .filteredOn(Problem::isError)
                    .singleElement()
                    .matches(problem -> problem.code() == ProblemCode.OFFSETS_EMPTY)
                    .asString()
                    .contains("consumer.auto.offset.reset of the workers, which REST does not show");
            TestedConnector.assertState(source, sink, ConnectorState.RUNNING);
            MigrationReport moved = migrator.migrate(planning.emptyOffsets(EmptyOffsets.ALLOW)
                    .onCutover((name, targetName) -> topic.write(10))
                    .build());

            assertThat(moved).matches(MigrationReport::succeeded);
            await().atMost(TestedConnector.DEADLINE).until(() -> {
                topic.write(1);
                return tally().records() > 0;
            });
            assertThat(tally().missing()).isGreaterThanOrEqualTo(10);
            latest.deleteConnector(sink);
        } finally {
            latest.kill();
        }
    }

    private MigrationPlanBuilder planning() {
        return MigrationPlan.builder().from(source).to(target).connectors(sink);
    }

    private void create(String... more) {
        source.createConnector(sink, config(more));
        await().atMost(TestedConnector.DEADLINE)
                .until(() -> source.status(sink).tasks().size() == 1);
        TestedConnector.assertState(source, sink, ConnectorState.RUNNING);
    }

    private ConnectorConfig config(String... more) {
        ConnectorConfig config = ConnectorConfig.empty()
                .with("connector.class", "SequenceSink")
                .with("topics", topic.name())
                .with("tasks.max", "1")
                .with("file", lab.file(sink).toString());
        for (int i = 0; i < more.length; i += 2) {
            config = config.with(more[i], more[i + 1]);
        }
        return config;
    }

    private void awaitCommit() {
        await().atMost(TestedConnector.DEADLINE)
                .until(() -> !source.listOffsets(sink).isEmpty());
    }

    private SequenceTally tally() {
        return SequenceReader.sinkFile(lab.file(sink));
    }

    private void assertEachRecordOnce(int records) {
        await().atMost(TestedConnector.DEADLINE)
                .untilAsserted(() -> assertThat(tally().distinct()).isEqualTo(records));
        assertThat(tally()).matches(SequenceTally::exactlyOnce);
    }
}
