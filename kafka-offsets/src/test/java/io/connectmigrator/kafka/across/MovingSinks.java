package io.connectmigrator.kafka.across;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.kafka.KafkaBridge;
import io.connectmigrator.kafka.KafkaTopics;
import io.connectmigrator.lab.Broker;
import io.connectmigrator.lab.ConnectCluster;
import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.SequenceReader;
import io.connectmigrator.lab.SequenceTally;
import io.connectmigrator.lab.moving.TestedConnector;
import io.connectmigrator.migration.MigrationPlan;
import io.connectmigrator.migration.MigrationPlanBuilder;
import java.nio.file.Path;

/**
 * A source that writes to a topic all the time, and sinks of that topic that move from workers on its Kafka cluster to workers on the one to
 * which it is copied under the same name. For use by one thread.
 */
final class MovingSinks implements AutoCloseable {

    private final Laboratory lab;
    private final Broker elsewhere;
    private final ConnectClient from;
    private final ConnectClient to;
    private final TestedConnector writer;
    private final KafkaTopics topicsHere;
    private final KafkaTopics topicsThere;

    private MovingSinks(Laboratory lab) {
        this.lab = lab;
        this.elsewhere = lab.kafka("elsewhere");
        ConnectCluster home = lab.cluster("source", KafkaVersion.V4_3);
        this.from = TestedConnector.client(home);
        this.to = TestedConnector.client(lab.cluster("target-elsewhere", elsewhere));
        this.writer = TestedConnector.between(lab, home, home).running();
        this.topicsHere = KafkaTopics.builder(lab.kafka().bootstrapServers()).build();
        this.topicsThere = KafkaTopics.builder(elsewhere.bootstrapServers()).build();
    }

    /** Starts the source. */
    static MovingSinks start(Laboratory lab) {
        return new MovingSinks(lab);
    }

    Broker here() {
        return lab.kafka();
    }

    Broker there() {
        return elsewhere;
    }

    ConnectClient from() {
        return from;
    }

    ConnectClient to() {
        return to;
    }

    String topic() {
        return writer.topic();
    }

    /** {@return a bridge that follows the MirrorMaker with these aliases} */
    KafkaBridge bridge(String sourceAlias, String targetAlias) {
        return KafkaBridge.mirrorMaker2(topicsHere, topicsThere)
                .aliases(sourceAlias, targetAlias)
                .build();
    }

    /** Stops the source. */
    void stopWriting() {
        from.deleteConnector(writer.name());
    }

    /** Lets the source go on behind what it has written. */
    void goOnWriting() {
        from.createConnector(writer.name(), writer.config());
    }

    /** Runs a sink, and waits until it has committed. */
    Path run(String sink) {
        Path output = lab.file(sink);
        from.createConnector(
                sink,
                ConnectorConfig.empty()
                        .with("connector.class", "SequenceSink")
                        .with("topics", writer.topic())
                        .with("tasks.max", "1")
                        .with("file", output.toString()));
        await().atMost(TestedConnector.DEADLINE)
                .until(() -> !from.listOffsets(sink).isEmpty());
        return output;
    }

    MigrationPlanBuilder plan(String sink) {
        return MigrationPlan.builder().from(from).to(to).connectors(sink);
    }

    /** Waits until a sink has read more than it has by now. */
    static void awaitMore(Path output) {
        long enough = SequenceReader.sinkFile(output).records() + 100;
        await().atMost(TestedConnector.DEADLINE)
                .untilAsserted(() ->
                        assertThat(SequenceReader.sinkFile(output).records()).isGreaterThanOrEqualTo(enough));
    }

    static void assertExactlyOnce(Path output) {
        assertThat(SequenceReader.sinkFile(output)).matches(SequenceTally::exactlyOnce);
    }

    @Override
    public void close() {
        writer.close();
        topicsHere.close();
        topicsThere.close();
    }
}
