package io.connectmigrator.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.connect.ConnectorStatus;
import io.connectmigrator.lab.ConnectCluster;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.SequenceTally;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** A connector that writes sequences, the two clusters that it is to move between, and the topic that shows how it went. */
final class TestedConnector implements AutoCloseable {

    static final Duration DEADLINE = Duration.ofMinutes(1);

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final Laboratory lab;
    private final String name = "sequence-" + COUNT.incrementAndGet();
    private final ConnectClient source;
    private final ConnectClient target;

    TestedConnector(Laboratory lab, ConnectClient source, ConnectClient target) {
        this.lab = lab;
        this.source = source;
        this.target = target;
    }

    static TestedConnector between(Laboratory lab, ConnectCluster source, ConnectCluster target) {
        return new TestedConnector(lab, client(source), client(target));
    }

    static ConnectClient client(ConnectCluster cluster) {
        return ConnectClient.builder(cluster.url()).name(cluster.name()).build();
    }

    String name() {
        return name;
    }

    String topic() {
        return name;
    }

    ConnectClient source() {
        return source;
    }

    ConnectClient target() {
        return target;
    }

    /** A config with one record every 2 ms for each task, and whatever else is given as key and value. */
    ConnectorConfig config(String... more) {
        ConnectorConfig config = ConnectorConfig.empty()
                .with("connector.class", "SequenceSource")
                .with("topic", topic())
                .with("tasks.max", "2")
                .with("interval.ms", "2");
        for (int i = 0; i < more.length; i += 2) {
            config = config.with(more[i], more[i + 1]);
        }
        return config;
    }

    TestedConnector running(String... more) {
        source.createConnector(name, config(more));
        awaitRecords(100);
        return this;
    }

    MigrationPlanBuilder planning() {
        return MigrationPlan.builder().from(source).to(target).connectors(name);
    }

    MigrationPlan plan() {
        return planning().build();
    }

    SequenceTally tally() {
        return lab.reader().topic(topic());
    }

    void awaitRecords(long records) {
        await().atMost(DEADLINE)
                .untilAsserted(() -> assertThat(tally().records()).isGreaterThanOrEqualTo(records));
    }

    /** Waits until the connector, wherever it runs, has written more than it has by now. */
    void awaitMoreRecords() {
        awaitRecords(tally().records() + 100);
    }

    void awaitOffsets(ConnectClient cluster) {
        await().atMost(DEADLINE)
                .untilAsserted(
                        () -> assertThat(cluster.listOffsets(name).size()).isGreaterThanOrEqualTo(2));
    }

    void assertExactlyOnce() {
        assertThat(tally()).matches(SequenceTally::exactlyOnce);
    }

    static void assertState(ConnectClient cluster, String connector, ConnectorState state) {
        ConnectorStatus status = cluster.status(connector);
        assertThat(status.state()).isEqualTo(state);
        assertThat(status.tasks()).allMatch(task -> task.state() == state || task.state() == ConnectorState.UNASSIGNED);
    }

    void assertSource(ConnectorState state) {
        assertState(source, name, state);
    }

    void assertTarget(ConnectorState state) {
        assertState(target, name, state);
    }

    void assertTargetAsFound() {
        assertThat(target.findConnector(name)).isEmpty();
    }

    /** Deletes what is left, so that later tests have the workers for themselves. */
    @Override
    public void close() {
        for (ConnectClient cluster : new ConnectClient[] {source, target}) {
            if (cluster.findConnector(name).isPresent()) {
                cluster.deleteConnector(name);
            }
        }
    }
}
