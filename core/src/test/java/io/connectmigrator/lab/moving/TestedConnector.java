package io.connectmigrator.lab.moving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.connect.ConnectorStatus;
import io.connectmigrator.lab.ConnectCluster;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.SequenceReader;
import io.connectmigrator.lab.SequenceTally;
import io.connectmigrator.migration.MigrationPlan;
import io.connectmigrator.migration.MigrationPlanBuilder;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** A connector that writes sequences, the two clusters that it is to move between, and the topic that shows how it went. */
public final class TestedConnector implements AutoCloseable {

    /** For how long anything is waited for. */
    public static final Duration DEADLINE = Duration.ofMinutes(1);

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final Supplier<SequenceReader> reader;
    private final String name = "sequence-" + COUNT.incrementAndGet();
    private final ConnectClient source;
    private final ConnectClient target;

    /** Makes a connector that is to move between the clusters of two clients, and creates nothing. */
    public TestedConnector(Laboratory lab, ConnectClient source, ConnectClient target) {
        this(lab::reader, source, target);
    }

    /** Makes a connector that is to move between any two clusters, takes the reader of its topic, and creates nothing. */
    public TestedConnector(Supplier<SequenceReader> reader, ConnectClient source, ConnectClient target) {
        this.reader = reader;
        this.source = source;
        this.target = target;
    }

    /** {@return a connector that is to move between two clusters over REST} */
    public static TestedConnector between(Laboratory lab, ConnectCluster source, ConnectCluster target) {
        return new TestedConnector(lab, client(source), client(target));
    }

    /** {@return a client of a cluster with default settings, by the name of the cluster} */
    public static ConnectClient client(ConnectCluster cluster) {
        return ConnectClient.builder(cluster.url()).name(cluster.name()).build();
    }

    /** {@return the name of the connector} */
    public String name() {
        return name;
    }

    /** {@return the topic that it writes to} */
    public String topic() {
        return name;
    }

    /** {@return the cluster that it is on} */
    public ConnectClient source() {
        return source;
    }

    /** {@return the cluster that it is to move to} */
    public ConnectClient target() {
        return target;
    }

    /**
     * A config with eight records every 50 ms for each task, and whatever else is given as key and value. Fewer at a time and more often
     * takes broker and worker twice the processor time.
     */
    public ConnectorConfig config(String... more) {
        ConnectorConfig config = ConnectorConfig.empty()
                .with("connector.class", "SequenceSource")
                .with("topic", topic())
                .with("tasks.max", "2")
                .with("interval.ms", "50")
                .with("batch.size", "8");
        for (int i = 0; i < more.length; i += 2) {
            config = config.with(more[i], more[i + 1]);
        }
        return config;
    }

    /** Creates the connector on the source with {@link #config} and waits until it has written something. */
    public TestedConnector running(String... more) {
        source.createConnector(name, config(more));
        awaitRecords(100);
        return this;
    }

    /** {@return a plan to move it, to be completed} */
    public MigrationPlanBuilder planning() {
        return MigrationPlan.builder().from(source).to(target).connectors(name);
    }

    /** {@return a plan to move it} */
    public MigrationPlan plan() {
        return planning().build();
    }

    /** {@return what is in its topic by now} */
    public SequenceTally tally() {
        return reader.get().topic(topic());
    }

    /** Waits until there are this many records in its topic. */
    public void awaitRecords(long records) {
        await().atMost(DEADLINE)
                .untilAsserted(() -> assertThat(tally().records())
                        .as(() -> source.findStatus(name) + ", " + target.findStatus(name))
                        .isGreaterThanOrEqualTo(records));
    }

    /** Waits until the connector, wherever it runs, has written more than it has by now. */
    public void awaitMoreRecords() {
        awaitRecords(tally().records() + 40);
    }

    /** Waits until a cluster lists offsets of its two tasks. */
    public void awaitOffsets(ConnectClient cluster) {
        await().atMost(DEADLINE)
                .untilAsserted(
                        () -> assertThat(cluster.listOffsets(name).size()).isGreaterThanOrEqualTo(2));
    }

    /** Every record is in the topic, and none twice. */
    public void assertExactlyOnce() {
        assertThat(tally()).matches(SequenceTally::exactlyOnce);
    }

    /** The connector and all of its tasks are in that state. */
    public static void assertState(ConnectClient cluster, String connector, ConnectorState state) {
        ConnectorStatus status = cluster.status(connector);
        assertThat(status.state()).isEqualTo(state);
        assertThat(status.tasks()).allMatch(task -> task.state() == state || task.state() == ConnectorState.UNASSIGNED);
    }

    /** The connector on the source is in that state. */
    public void assertSource(ConnectorState state) {
        assertState(source, name, state);
    }

    /** The connector on the target is in that state. */
    public void assertTarget(ConnectorState state) {
        assertState(target, name, state);
    }

    /** There is no such connector on the target. */
    public void assertTargetAsFound() {
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
