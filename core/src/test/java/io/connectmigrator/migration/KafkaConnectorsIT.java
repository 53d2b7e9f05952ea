package io.connectmigrator.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.SequenceTally;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.lab.moving.TestedConnector;
import io.connectmigrator.report.MigrationReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The connectors that come with Kafka. */
@ExtendWith(SharedLaboratory.class)
class KafkaConnectorsIT {

    private final Laboratory lab;
    private final ConnectClient source;
    private final ConnectClient target;
    private final List<String> created = new ArrayList<>();

    KafkaConnectorsIT(Laboratory lab) {
        this.lab = lab;
        this.source = TestedConnector.client(lab.cluster("source", KafkaVersion.V3_9));
        this.target = TestedConnector.client(lab.cluster("target", KafkaVersion.V4_3));
    }

    @AfterEach
    void deleteConnectors() {
        for (String connector : created) {
            target.deleteConnector(connector);
            source.deleteConnector(connector);
        }
    }

    @Test
    void a_file_is_read_to_a_topic_and_from_there_to_a_file_and_each_line_arrives_once() throws IOException {
        Path in = lab.file("in.txt");
        Path out = lab.file("out.txt");
        lab.kafka().createTopic("lines-of-a-file", 1);
        create("file-source", "FileStreamSource", "file", in.toString(), "topic", "lines-of-a-file");
        create("file-sink", "FileStreamSink", "file", out.toString(), "topics", "lines-of-a-file");
        append(in, 0, 1_000);
        awaitLines(out, 1_000);

        assertThat(move("file-source", "file-sink")).matches(MigrationReport::succeeded);

        append(in, 1_000, 2_000);
        awaitLines(out, 2_000);
        assertThat(Files.readAllLines(out, StandardCharsets.UTF_8))
                .containsExactlyElementsOf(
                        IntStream.range(0, 2_000).mapToObj(Integer::toString).toList());
    }

    @Test
    void the_verifiable_source_continues_counting() {
        lab.kafka().createTopic("verifiable", 1);
        create(
                "verifiable",
                "org.apache.kafka.connect.tools.VerifiableSourceConnector",
                "topic",
                "verifiable",
                "throughput",
                "200");
        awaitMoreNumbers();

        assertThat(move("verifiable")).matches(MigrationReport::succeeded);

        awaitMoreNumbers();
        assertThat(lab.reader().topic("verifiable")).matches(SequenceTally::exactlyOnce);
    }

    private void awaitMoreNumbers() {
        long enough = lab.reader().topic("verifiable").records() + 200;
        await().atMost(TestedConnector.DEADLINE)
                .untilAsserted(() ->
                        assertThat(lab.reader().topic("verifiable").records()).isGreaterThanOrEqualTo(enough));
    }

    private void create(String name, String type, String... settings) {
        ConnectorConfig config =
                ConnectorConfig.empty().with("connector.class", type).with("tasks.max", "1");
        for (int i = 0; i < settings.length; i += 2) {
            config = config.with(settings[i], settings[i + 1]);
        }
        source.createConnector(name, config);
        created.add(name);
    }

    private MigrationReport move(String... connectors) {
        return Migrator.create()
                .migrate(MigrationPlan.builder()
                        .from(source)
                        .to(target)
                        .connectors(connectors)
                        .build());
    }

    private static void append(Path file, int from, int to) throws IOException {
        List<String> lines =
                IntStream.range(from, to).mapToObj(Integer::toString).toList();
        Files.write(file, lines, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static void awaitLines(Path file, int lines) {
        await().atMost(TestedConnector.DEADLINE).untilAsserted(() -> {
            assertThat(file).exists();
            assertThat(Files.readAllLines(file, StandardCharsets.UTF_8)).hasSizeGreaterThanOrEqualTo(lines);
        });
    }
}
