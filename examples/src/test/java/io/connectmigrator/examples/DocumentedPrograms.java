package io.connectmigrator.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.SequenceTally;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.lab.moving.TestedConnector;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Programs of the README and of the pages in {@code docs}, run on real clusters; only addresses and files are others.
 */
@ExtendWith(SharedLaboratory.class)
abstract class DocumentedPrograms {

    /** What each block of Java is known by, in the order of the tests. */
    static final List<String> RUN = List.of(
            "ConnectClient.of(legacyUrl)",
            "OffsetSnapshot.readJson",
            "migrator.check(plan)",
            "migrator.rollback(plan)",
            "allow(\"D4\"",
            "migrator.readiness(",
            "endsWith(\".pilot\")",
            "takenBack ->",
            "MigrationMeters",
            "rewriting(",
            "run.cancel()",
            "downtimeBudget(",
            "report.toMarkdown()",
            "offsetTransport(offsets)",
            "KafkaBridge.mirrorMaker2(",
            "bridge.translate(",
            ".merge(\"all-orders\"",
            "they become one where they are",
            "divided = migrator",
            "renamed = migrator",
            "MigrationPlan parted",
            "knownAs(",
            "plans.of(",
            "KubernetesManifests.strimzi(",
            "settle(Duration",
            "migrator.rehearse(plan)",
            "topic(\"referential\")");

    private static final AtomicInteger TOPICS = new AtomicInteger();

    final ConnectClient legacy;
    final ConnectClient europe;
    final ConnectClient asia;
    final List<String> topics = new ArrayList<>();

    @TempDir
    Path folder;

    private final Laboratory lab;
    private final String source;

    /** Each class has clusters of its own, which begin with a prefix, since what a test leaves on them is deleted. */
    DocumentedPrograms(Laboratory lab, String prefix) {
        this.lab = lab;
        this.source = prefix + "legacy";
        List<ConnectClient> clients =
                lab.clusters(KafkaVersion.V4_3, source, prefix + "europe", prefix + "asia").stream()
                        .map(TestedConnector::client)
                        .toList();
        this.legacy = clients.get(0);
        this.europe = clients.get(1);
        this.asia = clients.get(2);
    }

    /** What a test leaves on the clusters, its offsets included, would be in the way of the next. */
    @AfterEach
    void clear() {
        for (ConnectClient cluster : List.of(legacy, europe, asia)) {
            for (String connector : cluster.listConnectors()) {
                cluster.stop(connector);
                Patience.awaitStopped(cluster, connector);
                cluster.resetOffsets(connector);
                cluster.deleteConnector(connector);
            }
        }
    }

    /** Runs the program with that in it, and keeps some of its variables. */
    Reader program(String part, String... kept) throws Exception {
        Reader reader = reader(part, kept);
        reader.program();
        return reader;
    }

    Reader reader(String part, String... kept) throws IOException, ReflectiveOperationException {
        String program = Documents.program(part)
                .replaceAll("https?://connect-\\d:8083", legacy.urls().get(0).toString())
                .replace("broker:9092", lab.kafka().bootstrapServers())
                .replace(
                        "connect-offsets",
                        lab.cluster(source, KafkaVersion.V4_3).offsetTopic())
                .replace("SASL_SSL", "PLAINTEXT")
                .replace("Path.of(\"", "Path.of(\"" + folder + "/");
        Reader reader = DocumentProgram.compiled(program, folder, kept);
        reader.legacyUrl = legacy.urls().get(0).toString();
        reader.europeUrl = europe.urls().get(0).toString();
        reader.legacy = legacy;
        reader.europe = europe;
        reader.asia = asia;
        reader.americas = asia;
        return reader;
    }

    void running(String... connectors) {
        for (String connector : connectors) {
            String topic = "documents-" + TOPICS.incrementAndGet();
            topics.add(topic);
            producing(connector, topic);
        }
        Stream.of(connectors).forEach(connector -> Patience.awaitRunning(legacy, connector));
        topics.forEach(topic -> Patience.await(
                "records in " + topic, () -> lab.reader().topic(topic).records() > 0));
    }

    void producing(String connector, String topic) {
        legacy.createConnector(
                connector,
                ConnectorConfig.empty()
                        .with("connector.class", "SequenceSource")
                        .with("tasks.max", "2")
                        .with("topic", topic)
                        .with("interval.ms", "50"));
    }

    void stopAndCount(ConnectClient cluster, String... connectors) {
        for (String connector : connectors) {
            Patience.awaitRunning(cluster, connector);
            cluster.stop(connector);
            Patience.awaitStopped(cluster, connector);
        }
        assertThat(topics)
                .allSatisfy(topic -> assertThat(lab.reader().topic(topic)).matches(SequenceTally::exactlyOnce));
    }
}
