package io.connectmigrator.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.lab.ConnectCluster;
import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.MirrorMaker;
import io.connectmigrator.lab.SequenceReader;
import io.connectmigrator.lab.SequenceTally;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.lab.moving.TestedConnector;
import io.connectmigrator.migration.MigrationPlan;
import io.connectmigrator.migration.MigrationPlanBuilder;
import io.connectmigrator.migration.Migrator;
import io.connectmigrator.report.MigrationOutcome;
import io.connectmigrator.report.MigrationReport;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A sink moves to workers on another Kafka cluster and goes on reading the one that it has always read, so that its offsets need no
 * translation: in the group that it has, or under a new name in another group.
 */
@ExtendWith(SharedLaboratory.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SinkKeepsItsKafkaIT {

    private final Laboratory lab;
    private final ConnectCluster original;
    private final ConnectCluster elsewhere;
    private final Migrator migrator = Migrator.create();
    private final List<AutoCloseable> closing = new ArrayList<>();
    private TestedConnector writer;
    private String sink = "";
    private Path output;

    SinkKeepsItsKafkaIT(Laboratory lab) {
        this.lab = lab;
        this.original = lab.cluster("source", KafkaVersion.V4_3);
        this.elsewhere = lab.connect("elsewhere-sinks")
                .kafka(lab.kafka("elsewhere-sinks"))
                .start();
        this.writer = TestedConnector.between(lab, original, original);
        this.output = lab.file("none");
    }

    @BeforeEach
    void startWriter() {
        writer = TestedConnector.between(lab, original, original).running();
        sink = "sink-of-" + writer.name();
        output = lab.file(sink);
    }

    @AfterEach
    void deleteAll() throws Exception {
        writer.close();
        for (ConnectClient cluster : List.of(TestedConnector.client(original), TestedConnector.client(elsewhere))) {
            for (String name : List.of(sink, sink + "-eu")) {
                if (cluster.findConnector(name).isPresent()) {
                    cluster.deleteConnector(name);
                }
            }
        }
        for (AutoCloseable each : closing) {
            each.close();
        }
        closing.clear();
    }

    @AfterAll
    void stopWorkers() {
        elsewhere.stop();
    }

    @Test
    void over_rest_if_consumer_and_admin_have_its_brokers() {
        ConnectClient from = TestedConnector.client(original);
        ConnectClient to = TestedConnector.client(elsewhere);
        running(from, "consumer.override.bootstrap.servers", "admin.override.bootstrap.servers");

        assertMoves(from, to, sink);
    }

    @Test
    void over_rest_under_a_new_name() {
        ConnectClient from = TestedConnector.client(original);
        ConnectClient to = TestedConnector.client(elsewhere);
        running(from, "consumer.override.bootstrap.servers", "admin.override.bootstrap.servers");

        assertMoves(from, to, sink + "-eu");
    }

    @Test
    void not_over_rest_if_only_the_consumer_has_its_brokers() {
        ConnectClient from = TestedConnector.client(original);
        ConnectClient to = TestedConnector.client(elsewhere);
        running(from, "consumer.override.bootstrap.servers");

        MigrationReport report = migrator.migrate(plan(from, to, sink));

        assertThat(report.connectors().get(0).outcome()).isInstanceOf(MigrationOutcome.Refused.class);
        assertThat(report.problems())
                .filteredOn(Problem::isError)
                .extracting(Problem::code)
                .contains(ProblemCode.GROUP_OUT_OF_REACH)
                .doesNotContain(ProblemCode.SINK_ON_OTHER_KAFKA);
        assertThat(to.listConnectors()).doesNotContain(sink);
        TestedConnector.assertState(from, sink, ConnectorState.RUNNING);
    }

    @Test
    void through_its_group_if_only_the_consumer_has_its_brokers() {
        ConnectClient from = withTransport(original);
        ConnectClient to = withTransport(elsewhere);
        running(from, "consumer.override.bootstrap.servers");

        assertMoves(from, to, sink);
    }

    @Test
    void through_its_group_under_a_new_name() {
        ConnectClient from = withTransport(original);
        ConnectClient to = withTransport(elsewhere);
        running(from, "consumer.override.bootstrap.servers");

        assertMoves(from, to, sink + "-eu");
    }

    @Test
    void brokers_that_the_plan_adds_are_not_taken_for_others_while_no_client_knows_them() {
        ConnectClient from = TestedConnector.client(original);
        ConnectClient to = TestedConnector.client(elsewhere);
        running(from);

        MigrationReport report = migrator.migrate(keeping(from, to, sink).build());

        assertThat(report.connectors().get(0).outcome()).isInstanceOf(MigrationOutcome.Refused.class);
        assertThat(report.problems()).filteredOn(Problem::isError).isNotEmpty().allSatisfy(problem -> {
            assertThat(problem.code()).isEqualTo(ProblemCode.OFFSETS_PLACE_UNKNOWN);
            assertThat(problem.message())
                    .contains(lab.kafka().bootstrapServers())
                    .doesNotContain("workers do not say");
        });
        assertThat(to.listConnectors()).doesNotContain(sink);
        TestedConnector.assertState(from, sink, ConnectorState.RUNNING);
    }

    @Test
    void over_rest_with_brokers_that_the_plan_adds_and_the_topics_of_the_client_are_on() {
        ConnectClient from = withTopics(original);
        ConnectClient to = TestedConnector.client(elsewhere);
        running(from);

        assertMoves(from, to, sink, keeping(from, to, sink).build());
    }

    @Test
    void through_its_group_with_brokers_that_the_plan_adds() {
        ConnectClient from = withTransport(original);
        ConnectClient to = withTransport(elsewhere);
        running(from);

        assertMoves(from, to, sink + "-eu", keeping(from, to, sink + "-eu").build());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-eu"})
    void a_bridge_does_not_translate_what_stays_on_the_brokers_that_the_plan_adds(String suffix) {
        ConnectClient from = TestedConnector.client(original);
        ConnectClient to = TestedConnector.client(elsewhere);
        running(from);

        assertMoves(
                from,
                to,
                sink + suffix,
                keeping(from, to, sink + suffix).across(bridge()).build());
    }

    /** {@return a bridge to a copy of the topic whose offsets are others} */
    private KafkaBridge bridge() {
        elsewhere.kafka().createTopic(writer.topic(), 1);
        try (TopicMirror others = new TopicMirror(lab.kafka(), elsewhere.kafka())) {
            others.write(elsewhere.kafka(), writer.topic(), 0, 0, 700);
        }
        MirrorMaker mirror = lab.mirrorMaker("keeps-" + sink, lab.kafka(), elsewhere.kafka())
                .sameNames()
                .topics(writer.topic())
                .start();
        KafkaTopics here = KafkaTopics.builder(lab.kafka().bootstrapServers()).build();
        KafkaTopics there =
                KafkaTopics.builder(elsewhere.kafka().bootstrapServers()).build();
        closing.addAll(List.of(mirror, here, there));
        return KafkaBridge.mirrorMaker2(here, there)
                .aliases(mirror.sourceAlias(), mirror.targetAlias())
                .build();
    }

    /** {@return a plan that gives the sink the brokers that it reads from, which its config does not name before} */
    private MigrationPlanBuilder keeping(ConnectClient from, ConnectClient to, String name) {
        return MigrationPlan.builder()
                .from(from)
                .to(to)
                .connectors(sink)
                .rename(old -> name)
                .config("consumer.override.bootstrap.servers", lab.kafka().bootstrapServers())
                .config("admin.override.bootstrap.servers", lab.kafka().bootstrapServers());
    }

    private ConnectClient withTopics(ConnectCluster cluster) {
        KafkaTopics topics =
                KafkaTopics.builder(cluster.kafka().bootstrapServers()).build();
        closing.add(topics);
        return ConnectClient.builder(cluster.url())
                .name(cluster.name())
                .topics(topics)
                .build();
    }

    private void assertMoves(ConnectClient from, ConnectClient to, String name) {
        assertMoves(from, to, name, plan(from, to, name));
    }

    private void assertMoves(ConnectClient from, ConnectClient to, String name, MigrationPlan plan) {
        MigrationReport report = migrator.migrate(plan);

        assertThat(report.connectors().get(0).translation()).isNull();
        assertThat(report).as("%s", report).matches(MigrationReport::succeeded);
        TestedConnector.assertState(from, sink, ConnectorState.STOPPED);
        awaitMoreOutput();
        TestedConnector.assertState(to, name, ConnectorState.RUNNING);
        assertThat(SequenceReader.sinkFile(output)).matches(SequenceTally::exactlyOnce);
    }

    private MigrationPlan plan(ConnectClient from, ConnectClient to, String name) {
        return MigrationPlan.builder()
                .from(from)
                .to(to)
                .connectors(sink)
                .rename(old -> name)
                .build();
    }

    /** Runs the sink on the cluster where its topic is, with the brokers of that cluster in its config. */
    private void running(ConnectClient from, String... overrides) {
        ConnectorConfig config = ConnectorConfig.empty()
                .with("connector.class", "SequenceSink")
                .with("topics", writer.topic())
                .with("tasks.max", "1")
                .with("file", output.toString());
        for (String override : overrides) {
            config = config.with(override, lab.kafka().bootstrapServers());
        }
        from.createConnector(sink, config);
        awaitMoreOutput();
        await().atMost(TestedConnector.DEADLINE)
                .until(() -> !from.listOffsets(sink).isEmpty());
    }

    private ConnectClient withTransport(ConnectCluster cluster) {
        KafkaOffsets offsets = KafkaOffsets.builder(cluster.kafka().bootstrapServers())
                .offsetTopic(cluster.offsetTopic())
                .build();
        closing.add(offsets);
        return ConnectClient.builder(cluster.url())
                .name(cluster.name())
                .offsetTransport(offsets)
                .build();
    }

    private void awaitMoreOutput() {
        long enough = SequenceReader.sinkFile(output).records() + 100;
        await().atMost(TestedConnector.DEADLINE)
                .untilAsserted(() ->
                        assertThat(SequenceReader.sinkFile(output).records()).isGreaterThanOrEqualTo(enough));
    }
}
