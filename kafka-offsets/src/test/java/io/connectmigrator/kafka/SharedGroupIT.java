package io.connectmigrator.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.lab.Broker;
import io.connectmigrator.lab.ConnectCluster;
import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.SequenceReader;
import io.connectmigrator.lab.SequenceTally;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.lab.moving.TestedConnector;
import io.connectmigrator.migration.MigrationPlan;
import io.connectmigrator.migration.Migrator;
import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetOwner;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.offset.OffsetTransportException;
import io.connectmigrator.report.MigrationOutcome;
import io.connectmigrator.report.MigrationReport;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownMemberIdException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Sinks that share a consumer group: what is done to the offsets of one leaves those of the others as they are. */
@ExtendWith(SharedLaboratory.class)
class SharedGroupIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final Laboratory lab;
    private final Broker kafka;
    private final String group = "all-sinks-" + System.nanoTime();
    private final String orders = "orders-of-" + group;
    private final String stock = "stock-of-" + group;
    private final KafkaOffsets offsets;

    SharedGroupIT(Laboratory lab) {
        this.lab = lab;
        this.kafka = lab.kafka();
        this.offsets = KafkaOffsets.builder(kafka.bootstrapServers())
                .offsetTopic("connect-offsets")
                .consumerGroupId(group)
                .build();
    }

    @BeforeEach
    void commitForBoth() throws Exception {
        kafka.createTopic(orders, 1);
        kafka.createTopic(stock, 1);
        try (var admin = kafka.admin()) {
            admin.alterConsumerGroupOffsets(
                            group,
                            Map.of(
                                    new TopicPartition(orders, 0),
                                    new OffsetAndMetadata(0),
                                    new TopicPartition(stock, 0),
                                    new OffsetAndMetadata(0)))
                    .all()
                    .get();
        }
    }

    @AfterEach
    void close() {
        offsets.close();
    }

    @Test
    void the_reset_of_one_sink_leaves_the_offsets_of_the_other() {
        OffsetOwner first = OffsetOwner.sink("first", Map.of("topics", " " + orders));
        OffsetOwner second = OffsetOwner.sink("second", Map.of("topics.regex", "stock-.*"));

        assertThat(offsets.listOffsets(first)).isEqualTo(startOf(orders));
        offsets.resetOffsets(first);

        assertThat(offsets.listOffsets(first).isEmpty()).isTrue();
        assertThat(offsets.listOffsets(second)).isEqualTo(startOf(stock));
    }

    @Test
    void a_group_that_the_config_of_one_sink_names_may_be_that_of_others() {
        OffsetOwner first = OffsetOwner.sink("first", Map.of("topics", orders, "consumer.override.group.id", group));

        offsets.resetOffsets(first);

        assertThat(offsets.listOffsets(OffsetOwner.sink("second", Map.of("topics", stock))))
                .isEqualTo(startOf(stock));
    }

    @Test
    void a_sink_of_which_the_topics_are_not_known_is_not_reset() {
        for (Map<String, String> config : List.of(Map.<String, String>of(), Map.of("topics", "${env:TOPICS}"))) {
            assertThatThrownBy(() -> offsets.resetOffsets(OffsetOwner.sink("first", config)))
                    .isInstanceOf(OffsetTransportException.class)
                    .hasMessageContaining(group)
                    .hasMessageContaining("nothing was deleted");
        }

        assertThat(offsets.listOffsets(OffsetOwner.sink("first", Map.of())).size())
                .isEqualTo(2);
    }

    @Test
    void a_member_of_another_sink_commits_nothing_for_the_first_but_keeps_its_offsets_from_being_changed() {
        OffsetOwner first = OffsetOwner.sink("first", Map.of("topics", orders));
        OffsetOwner second = OffsetOwner.sink("second", Map.of("topics", stock));
        try (Admin admin = kafka.admin();
                KafkaConsumer<byte[], byte[]> member = member()) {
            member.subscribe(List.of(stock));
            await().atMost(TIMEOUT).until(() -> {
                member.poll(Duration.ofMillis(100));
                return !member.assignment().isEmpty() && offsets.fence(first).isEmpty();
            });

            assertThat(offsets.fence(second)).isPresent();
            assertThatThrownBy(() -> offsets.alterOffsets(first, startOf(orders)))
                    .isInstanceOfSatisfying(
                            OffsetTransportException.class,
                            failure -> assertThat(failure.remedy()).contains("Stop the other sinks in the group"))
                    .hasMessageContaining("for another sink")
                    .hasMessageContaining("nothing was written");
            assertThatThrownBy(() -> offsets.resetOffsets(second))
                    .isInstanceOf(OffsetTransportException.class)
                    .hasMessageContaining("may still commit");
            assertThat(offsets.listOffsets(first)).isEqualTo(startOf(orders));

            TopicPartition ofOrders = new TopicPartition(orders, 0);
            assertThat(admin.alterConsumerGroupOffsets(group, Map.of(ofOrders, new OffsetAndMetadata(0)))
                            .all()
                            .toCompletionStage())
                    .as("brokers alter nothing in a group that has members, of whatever topics")
                    .failsWithin(TIMEOUT)
                    .withThrowableThat()
                    .withCauseInstanceOf(UnknownMemberIdException.class);
            assertThat(admin.deleteConsumerGroupOffsets(group, Set.of(ofOrders))
                            .all()
                            .toCompletionStage())
                    .as("brokers delete offsets in a topic that no member reads")
                    .succeedsWithin(TIMEOUT);
        }
    }

    private KafkaConsumer<byte[], byte[]> member() {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "group.id", group, "enable.auto.commit", false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    @Test
    void one_of_two_sinks_moves_out_of_their_group_over_rest_and_comes_back_and_each_record_of_both_is_there_once() {
        ConnectClient source = TestedConnector.client(lab.cluster("source", KafkaVersion.V4_3));
        ConnectClient target = TestedConnector.client(lab.cluster("target", KafkaVersion.V4_3));
        try (TestedConnector ofOrders = new TestedConnector(lab, target, source).running();
                TestedConnector ofStock = new TestedConnector(lab, target, source).running()) {
            String moved = sinkOf(ofOrders, source);
            String other = sinkOf(ofStock, source);
            MigrationPlan plan = MigrationPlan.builder()
                    .from(source)
                    .to(target)
                    .connectors(moved)
                    .allow("D11", "the topics have no transactions")
                    .rename(name -> name + "-eu")
                    .config((name, config) -> config.with("consumer.override.group.id", group + "-eu"))
                    .build();
            Migrator migrator = Migrator.create();

            // The workers have put the sinks of the other tests into that group, too.
            assertThat(migrator.check(plan).problems())
                    .filteredOn(problem -> problem.code() != ProblemCode.OFFSETS_LEFT_BEHIND)
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.message()).contains(other));
            assertThat(migrator.migrate(plan)).matches(MigrationReport::succeeded);
            assertThat(target.listOffsets(moved + "-eu").toJson()).doesNotContain(ofStock.topic());
            awaitMoreOutput(moved);
            awaitMoreOutput(other);

            MigrationReport refused = migrator.rollback(plan);
            System.out.println(refused);
            System.out.println(refused.problems());
            assertThat(refused.connectors().get(0).outcome()).isInstanceOf(MigrationOutcome.Undone.class);
            assertThat(refused.problems()).extracting(Problem::code).contains(ProblemCode.GROUP_SHARED);
            source.stop(other);
            await().atMost(TIMEOUT).until(() -> source.status(other).state() == ConnectorState.STOPPED);
            assertThat(migrator.rollback(plan)).matches(MigrationReport::succeeded);
            source.resume(other);
            awaitMoreOutput(moved);
            awaitMoreOutput(other);

            assertThat(SequenceReader.sinkFile(lab.file(moved))).matches(SequenceTally::exactlyOnce);
            assertThat(SequenceReader.sinkFile(lab.file(other))).matches(SequenceTally::exactlyOnce);
            source.deleteConnector(moved);
            source.deleteConnector(other);
        }
    }

    @Test
    void the_group_of_the_workers_shows_over_rest_although_one_of_its_sinks_has_committed_nothing() {
        ConnectCluster workers = lab.connect("one-group")
                .with("consumer.group.id", group + "-of-workers")
                .with("offset.flush.interval.ms", "250")
                .start();
        ConnectClient source = TestedConnector.client(workers);
        ConnectClient target = TestedConnector.client(lab.cluster("target", KafkaVersion.V4_3));
        try (TestedConnector ofOrders = new TestedConnector(lab, target, source).running()) {
            String moved = sinkOf(ofOrders, source, config -> config);
            createSink(source, "idle-sink", stock, config -> config);
            MigrationPlan plan = MigrationPlan.builder()
                    .from(source)
                    .to(target)
                    .connectors(moved)
                    .allow("D11", "the topics have no transactions")
                    .rename(name -> name + "-eu")
                    .build();
            Migrator migrator = Migrator.create();

            assertThat(migrator.check(plan).problems()).singleElement().satisfies(problem -> {
                assertThat(problem.isError()).isFalse();
                assertThat(problem.message()).contains("'idle-sink'", "left alone");
            });
            createSink(source, "second-of-orders", ofOrders.topic(), config -> config);
            assertThat(migrator.check(plan).problems()).singleElement().satisfies(problem -> {
                assertThat(problem.code()).isEqualTo(ProblemCode.GROUP_SHARED);
                assertThat(problem.isError()).isTrue();
                assertThat(problem.message()).contains("'second-of-orders'", "the same topics");
            });
        } finally {
            workers.kill();
        }
    }

    /** {@return the name of a sink in the group, which has committed offsets} */
    private String sinkOf(TestedConnector writer, ConnectClient source) {
        return sinkOf(writer, source, config -> config.with("consumer.override.group.id", group));
    }

    private String sinkOf(TestedConnector writer, ConnectClient source, UnaryOperator<ConnectorConfig> inGroup) {
        String sink = "sink-of-" + writer.name();
        createSink(source, sink, writer.topic(), inGroup);
        awaitMoreOutput(sink);
        await().atMost(TestedConnector.DEADLINE)
                .until(() -> source.listOffsets(sink).toJson().contains(writer.topic()));
        return sink;
    }

    private void createSink(ConnectClient source, String sink, String topic, UnaryOperator<ConnectorConfig> inGroup) {
        source.createConnector(
                sink,
                inGroup.apply(ConnectorConfig.empty()
                        .with("connector.class", "SequenceSink")
                        .with("topics", topic)
                        .with("tasks.max", "1")
                        .with("file", lab.file(sink).toString())));
    }

    private void awaitMoreOutput(String sink) {
        long enough = SequenceReader.sinkFile(lab.file(sink)).records() + 100;
        await().atMost(TestedConnector.DEADLINE)
                .untilAsserted(
                        () -> assertThat(SequenceReader.sinkFile(lab.file(sink)).records())
                                .isGreaterThanOrEqualTo(enough));
    }

    private static OffsetSnapshot startOf(String topic) {
        return OffsetSnapshot.of(List.of(
                new ConnectorOffset(Map.of("kafka_topic", topic, "kafka_partition", 0), Map.of("kafka_offset", 0))));
    }
}
