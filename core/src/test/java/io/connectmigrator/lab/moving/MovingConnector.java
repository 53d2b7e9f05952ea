package io.connectmigrator.lab.moving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.lab.SequenceTally;
import io.connectmigrator.migration.MigrationPlan;
import io.connectmigrator.migration.MigrationPlanBuilder;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * A connector that copies numbered records, so that missing and duplicate copies can be found, and the two clusters that it moves
 * between.
 */
public abstract class MovingConnector implements AutoCloseable {

    static final Duration DEADLINE = Duration.ofMinutes(3);

    private final String name;
    private final ConnectClient source;
    private final ConnectClient target;

    MovingConnector(String name, ConnectClient source, ConnectClient target) {
        this.name = name;
        this.source = source;
        this.target = target;
    }

    /** {@return the name that the connector has on the source} */
    public final String name() {
        return name;
    }

    /** {@return the cluster that it is on first} */
    final ConnectClient source() {
        return source;
    }

    /** {@return the cluster that it moves to} */
    final ConnectClient target() {
        return target;
    }

    /** {@return whether the copies of a sequence come in the order of its numbers} */
    boolean keepsOrder() {
        return false;
    }

    /** {@return its config, without anything that only one test needs} */
    abstract ConnectorConfig ownConfig();

    /** {@return how many partitions it has offsets of, once it has copied something of each} */
    abstract int partitions();

    /** Writes the next records, at least that many. */
    public abstract void write(int records);

    /** Begins to write records until {@link #stopWriting}. */
    abstract void startWriting();

    /** Returns when the last record is written; a second call does nothing. */
    abstract void stopWriting();

    /** {@return how many records were written by now} */
    public abstract long written();

    /** {@return what has been copied by now} */
    public abstract SequenceTally tally();

    /** Removes what the connector has read and written, now that it is deleted. */
    abstract void release();

    /** {@return its config, with whatever else is given as key and value} */
    public final ConnectorConfig config(String... more) {
        ConnectorConfig config = ownConfig();
        for (int i = 0; i < more.length; i += 2) {
            config = config.with(more[i], more[i + 1]);
        }
        return config;
    }

    /** Creates the connector on the source with {@link #config} and waits until it has copied every record. */
    public final MovingConnector running(String... more) {
        source.createConnector(name, config(more));
        awaitAllRecords();
        await().atMost(DEADLINE).until(() -> source.listOffsets(name).size() >= partitions());
        return this;
    }

    /** Lets records be written from now on, and waits until the connector has copied some of them. */
    public final MovingConnector whileRecordsAreWritten() {
        startWriting();
        awaitMoreRecords();
        return this;
    }

    /** {@return a plan to move it, to be completed} */
    public final MigrationPlanBuilder planning() {
        return MigrationPlan.builder().from(source).to(target).connectors(name);
    }

    final void awaitAllRecords() {
        awaitRecords(written());
    }

    /** Waits until the connector, wherever it runs, has copied more records than it has by now. */
    public void awaitMoreRecords() {
        awaitRecords(tally().distinct() + 100);
    }

    /** Waits until there are copies of this many records. */
    final void awaitRecords(long records) {
        awaitCopies(tally -> assertThat(tally.distinct()).isGreaterThanOrEqualTo(records));
    }

    /** Waits until the copies are as an assertion says. */
    final void awaitCopies(Consumer<SequenceTally> assertion) {
        await().atMost(DEADLINE).untilAsserted(() -> assertion.accept(tally()));
    }

    /** No record is written any more, and of each there is one copy. */
    public final void assertExactlyOnce() {
        assertNoneMissing();
        assertThat(tally()).matches(SequenceTally::exactlyOnce);
    }

    /** No record is written any more, and of each there is a copy, or more. */
    final void assertNoneMissing() {
        stopWriting();
        awaitAllRecords();
        assertThat(tally())
                .matches(tally -> tally.missing() == 0)
                .extracting(SequenceTally::distinct)
                .isEqualTo(written());
    }

    /** Deletes the connector, wherever it is and also if it was given a longer name, and all that it has read and written. */
    @Override
    public final void close() {
        stopWriting();
        for (ConnectClient cluster : new ConnectClient[] {source, target}) {
            cluster.listConnectors().stream()
                    .filter(each -> each.equals(name) || each.startsWith(name + "_"))
                    .forEach(cluster::deleteConnector);
        }
        release();
    }
}
