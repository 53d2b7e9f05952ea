package io.connectmigrator.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.connect.InitialState;
import io.connectmigrator.lab.ConnectCluster;
import io.connectmigrator.lab.ConnectRest;
import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.lab.moving.Kubectl;
import io.connectmigrator.lab.moving.ReconcilingOperator;
import io.connectmigrator.lab.moving.TestedConnector;
import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetSnapshot;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An operator creates a connector that is to be stopped, takes offsets out of the ConfigMaps that are printed, and sends them to real
 * workers as they are.
 */
@ExtendWith(SharedLaboratory.class)
class ConfigMapIT {

    private static final Duration INTERVAL = Duration.ofMillis(200);

    private final Laboratory lab;
    private final ConnectCluster workers;
    private final ConnectClient target;

    ConfigMapIT(Laboratory lab) {
        this.lab = lab;
        this.workers = lab.cluster("target", KafkaVersion.V4_3);
        this.target = TestedConnector.client(workers);
    }

    @Test
    void workers_store_the_snapshot_of_a_source_with_long_numbers_and_any_text() {
        assertStored(new TestedConnector(lab, target, target), OffsetSnapshot.parseJson("""
                        {"offsets": [
                          {"partition": {"table": "orders"}, "offset": {"lsn": 5496789430263982079}},
                          {"partition": {"table": "a: b # \\"ğ\\" 1.10"}, "offset": {"at": 1.10, "gtid": "~"}}
                        ]}"""), 1);
    }

    @Test
    void workers_store_what_is_too_large_for_one_config_map() {
        Stream<ConnectorOffset> many = IntStream.range(0, 3_000)
                .mapToObj(number -> new ConnectorOffset(
                        Map.of("table", "schema.table-" + number + "x".repeat(400)), Map.of("id", (long) number)));

        assertStored(new TestedConnector(lab, target, target), OffsetSnapshot.of(many.toList()), 2);
    }

    @Test
    void workers_store_the_snapshot_of_a_sink() {
        try (TestedConnector writer = new TestedConnector(lab, target, target).running()) {
            ConnectorConfig config = ConnectorConfig.empty()
                    .with("connector.class", "SequenceSink")
                    .with("topics", writer.topic())
                    .with("tasks.max", "1")
                    .with("file", lab.file("sink-of-" + writer.name()).toString());
            String name = "sink-of-" + writer.name();
            try {
                assertStored(name, config, OffsetSnapshot.parseJson("""
                        {"offsets": [
                          {"partition": {"kafka_topic": "TOPIC", "kafka_partition": 0}, "offset": {"kafka_offset": 17}}
                        ]}""".replace("TOPIC", writer.topic())), 1);
            } finally {
                target.deleteConnector(name);
            }
        }
    }

    /** Why no ConfigMap is printed of a snapshot that is empty. */
    @Test
    void workers_refuse_to_alter_no_offsets() {
        try (TestedConnector connector = new TestedConnector(lab, target, target)) {
            target.createConnector(connector.name(), connector.config(), InitialState.STOPPED);

            ConnectRest.Answer answer = workers.rest()
                    .patch(
                            "/connectors/" + connector.name() + "/offsets",
                            OffsetSnapshot.empty().toJson());

            assertThat(answer.status()).as("%s", answer.body()).isEqualTo(400);
        }
    }

    /** Why nothing is printed for operators before 1.2.0: what such a one creates from scratch has written records when it is stopped. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_connector_that_is_to_be_stopped_writes_records_if_an_old_operator_creates_it(boolean isOld) {
        TestedConnector connector = new TestedConnector(lab, target, target);
        ReconcilingOperator operator = new ReconcilingOperator(workers, connector.name()::equals);
        try (connector;
                operator) {
            Kubectl kubectl = new Kubectl()
                    .with("eu", (isOld ? operator.creatingByPut() : operator).start(INTERVAL))
                    .file("connector.yaml", stopped(connector));

            kubectl.run("kubectl apply -f connector.yaml");
            await().atMost(TestedConnector.DEADLINE)
                    .until(() -> target.findStatus(connector.name())
                            .filter(status -> status.state() == ConnectorState.STOPPED
                                    && status.tasks().isEmpty())
                            .isPresent());

            if (isOld) {
                assertThat(operator.changes())
                        .containsSubsequence("PUT " + connector.name(), "STOPPED " + connector.name());
                assertThat(connector.tally().records()).isPositive();
            } else {
                assertThat(operator.changes()).containsExactly("POST " + connector.name());
                assertThat(connector.tally().records()).isZero();
            }
        }
    }

    private static String stopped(TestedConnector connector) {
        return KubernetesManifests.strimzi(
                        OperatedConnector.of(connector.name(), connector.config())
                                .to("connect-eu", "eu")
                                .withOffsets(OffsetSnapshot.of(
                                        List.of(new ConnectorOffset(Map.of("a", 1L), Map.of("b", 2L))))),
                        "1.2.0")
                .stoppedConnector();
    }

    private void assertStored(TestedConnector connector, OffsetSnapshot offsets, int atLeast) {
        try (connector) {
            assertStored(connector.name(), connector.config(), offsets, atLeast);
            target.resetOffsets(connector.name());
        }
    }

    /** Runs the commands up to the one that starts the connector. */
    private void assertStored(String name, ConnectorConfig config, OffsetSnapshot offsets, int atLeast) {
        KubernetesManifests manifests = KubernetesManifests.strimzi(
                OperatedConnector.of(name, config).to("connect-eu", "eu").withOffsets(offsets), "1.2.0");
        List<String> maps = manifests.offsets();
        try (ReconcilingOperator operator = new ReconcilingOperator(workers, name::equals)) {
            Kubectl kubectl = new Kubectl()
                    .with("eu", operator.start(INTERVAL))
                    .file(name + ".yaml", manifests.stoppedConnector());
            for (int part = 1; part <= maps.size(); part++) {
                kubectl.file(name + "-offsets" + (maps.size() == 1 ? "" : "-" + part) + ".yaml", maps.get(part - 1));
            }
            List<String> commands = manifests.commandsWithoutRest().stream()
                    .filter(line -> !line.contains("\"state\":\"running\""))
                    .toList();

            kubectl.run(
                    commands,
                    line -> await().atMost(TestedConnector.DEADLINE)
                            .until(() -> !line.startsWith("# when the annotation is gone")
                                    || !operator.hasOffsetsToDo(name)));

            assertThat(maps).hasSizeGreaterThanOrEqualTo(atLeast);
            assertThat(OffsetSnapshot.parseJson(
                            operator.configMap(name + "-offsets-written").orElse("")))
                    .isEqualTo(offsets);
            assertThat(target.listOffsets(name)).isEqualTo(offsets);
            assertThat(operator.changes()).containsOnlyOnce("POST " + name).doesNotContain("PUT " + name);
            TestedConnector.assertState(target, name, ConnectorState.STOPPED);
        }
    }
}
