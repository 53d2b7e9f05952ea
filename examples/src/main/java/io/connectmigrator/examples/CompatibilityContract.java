package io.connectmigrator.examples;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.kafka.KafkaJournal;
import io.connectmigrator.kafka.KafkaOffsets;
import io.connectmigrator.migration.MigrationPlan;
import io.connectmigrator.migration.Migrator;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.report.MigrationReport;
import io.connectmigrator.report.TransportChoice;
import io.connectmigrator.report.TransportChoice.Via;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/**
 * What holds with every version of what the library is used with: a connector moves over REST and back, one moves through the
 * offset topics and is confirmed, a sink moves to another consumer group, and a snapshot keeps every number as it was written.
 * Knows the public API and nothing else, so that it runs with those artifacts alone; {@link CompatibilityMatrix} runs it with
 * many of them.
 */
public final class CompatibilityContract {

    /** Numbers that do not survive in a double, or are printed in another form. */
    private static final String SNAPSHOT = "{\"offsets\":[{\"partition\":{\"id\":\"ığ\",\"share\":1.10},"
            + "\"offset\":{\"big\":9007199254740993,\"huge\":1e400,\"long\":123456789012345678901234567890,"
            + "\"zero\":-0.0,\"whole\":1.0,\"small\":1E-7,\"none\":null}}]}";

    private final ConnectClient legacy;
    private final ConnectClient europe;
    private final Migrator migrator;

    private CompatibilityContract(ConnectClient legacy, ConnectClient europe, Migrator migrator) {
        this.legacy = legacy;
        this.europe = europe;
        this.migrator = migrator;
    }

    /**
     * Runs all of it, and ends with an exception if anything is not as it should be.
     *
     * @param arguments the URLs of two Connect clusters, their broker, the topics of their offsets, a name for what it makes,
     *     and a file that a sink writes
     * @throws IOException if a temporary file cannot be written
     */
    public static void main(String[] arguments) throws IOException {
        require(!String.format(Locale.getDefault(), "%d", 1).equals("1"), "the locale is not hostile");
        keepNumbers();
        String broker = arguments[2];
        String name = arguments[5];
        try (KafkaOffsets ofLegacy =
                        KafkaOffsets.builder(broker).offsetTopic(arguments[3]).build();
                KafkaOffsets ofEurope =
                        KafkaOffsets.builder(broker).offsetTopic(arguments[4]).build();
                // All versions share the topic, so that each reads what the others wrote.
                KafkaJournal journal =
                        KafkaJournal.builder(broker).topic("compatibility").build()) {
            Migrator migrator = Migrator.builder().journal(journal).build();
            new CompatibilityContract(
                            ConnectClient.builder(arguments[0]).build(),
                            ConnectClient.builder(arguments[1]).build(),
                            migrator)
                    .moveAndRollBack(name + "-rest");
            new CompatibilityContract(
                            ConnectClient.builder(arguments[0])
                                    .offsetTransport(ofLegacy)
                                    .build(),
                            ConnectClient.builder(arguments[1])
                                    .offsetTransport(ofEurope)
                                    .build(),
                            migrator)
                    .moveAndConfirm(name + "-topic", arguments[6]);
            require(
                    migrator.unfinished().stream()
                            .noneMatch(open -> open.connector().startsWith(name)),
                    "not at its end: " + migrator.unfinished());
        }
    }

    private void moveAndRollBack(String connector) {
        run(connector, ConnectorConfig.empty());
        MigrationPlan plan = plan(connector);

        expect(migrator.migrate(plan), "moved", Via.REST);
        Patience.sleep(Duration.ofMillis(500));
        expect(migrator.rollback(plan), "rolled back", Via.REST);

        stop(legacy, connector);
    }

    private void moveAndConfirm(String connector, String sinkFile) {
        // REST would damage keys in this order, and a connector that is not asked leaves them to the topic alone.
        run(
                connector,
                ConnectorConfig.empty()
                        .with("partition.map", "linked")
                        .with("partition.fields", "id,zone")
                        .with("alter.offsets", "unsupported"));
        MigrationPlan plan = plan(connector);

        expect(migrator.migrate(plan), "moved", Via.CONFIGURED);
        moveSink(connector, sinkFile);
        MigrationReport confirmed = migrator.confirm(plan);
        require(confirmed.succeeded(), confirmed.toString());

        stop(europe, connector);
    }

    /** Moves a sink of the topic to a consumer group of another name, while records arrive. */
    private void moveSink(String topic, String file) {
        // REST would lose what a sink keeps in the metadata of its commits.
        String sink = topic + "-sink";
        legacy.createConnector(
                sink,
                ConnectorConfig.empty()
                        .with("connector.class", "SequenceSink")
                        .with("topics", topic)
                        .with("file", file)
                        .with("commit.metadata", "file-0007.avro")
                        .with("alter.offsets", "unsupported"));
        Patience.awaitRunning(legacy, sink);
        Patience.await("records in " + file, () -> Files.exists(Path.of(file)));
        MigrationPlan plan = MigrationPlan.builder()
                .from(legacy)
                .to(europe)
                .connectors(sink)
                .rename(name -> name + "-moved")
                .build();

        expect(migrator.migrate(plan), "moved", Via.CONFIGURED);
        MigrationReport confirmed = migrator.confirm(plan);

        require(confirmed.succeeded(), confirmed.toString());
    }

    private MigrationPlan plan(String connector) {
        return MigrationPlan.builder()
                .from(legacy)
                .to(europe)
                .connectors(connector)
                .build();
    }

    private void run(String connector, ConnectorConfig config) {
        legacy.createConnector(
                connector,
                config.with("connector.class", "SequenceSource")
                        .with("tasks.max", "2")
                        .with("topic", connector)
                        .with("interval.ms", "5"));
        Patience.awaitRunning(legacy, connector);
        Patience.sleep(Duration.ofMillis(500));
    }

    private static void stop(ConnectClient cluster, String connector) {
        Patience.awaitRunning(cluster, connector);
        Patience.sleep(Duration.ofMillis(500));
        cluster.stop(connector);
        Patience.awaitStopped(cluster, connector);
    }

    private static void expect(MigrationReport report, String outcome, Via via) {
        System.out.println(report);
        require(report.succeeded(), "not succeeded");
        require(report.connectors().get(0).outcome().toString().equals(outcome), "not " + outcome);
        TransportChoice written = report.connectors().get(0).writtenWith();
        require(written != null && written.via() == via, "written with " + written);
        requirePlainDigits(report.toString());
        requirePlainDigits(report.toMarkdown());
        requirePlainDigits(report.toJson());
        require(report.toJson().startsWith("{\"version\":1,\"succeeded\":true,"), report.toJson());
    }

    private static void keepNumbers() throws IOException {
        Path file = Files.createTempFile("compatibility", ".json");
        try {
            Files.writeString(file, SNAPSHOT);
            OffsetSnapshot.readJson(file).writeJson(file);
            require(Files.readString(file).equals(SNAPSHOT), Files.readString(file) + " was " + SNAPSHOT);
        } finally {
            Files.delete(file);
        }
    }

    private static void requirePlainDigits(String text) {
        require(
                text.chars().allMatch(c -> c < '0' || c <= '9' || !Character.isDigit(c)),
                "digits of a locale: " + text);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
    }
}
