package io.connectmigrator.kafka.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorInfo;
import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.connect.ConnectorStatus;
import io.connectmigrator.kafka.KafkaOffsets;
import io.connectmigrator.kafka.crash.Instructions.Call;
import io.connectmigrator.lab.ConnectCluster;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.SequenceTally;
import io.connectmigrator.lab.moving.TestedConnector;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.report.MigrationReport;
import java.io.IOException;
import java.nio.file.Files;
import java.util.UUID;

/** One connector from its creation to its deletion, with the points that its migration passes. */
final class Attempt implements AutoCloseable {

    private final Points points;
    private final ConnectorState state;
    private final ConnectClient source;
    private final ConnectClient target;
    private final MovingConnector connector;
    private final ConnectCluster targetCluster;
    private final GatedWorker toSource;
    private final GatedWorker toTarget;
    private final Instructions instructions;
    private volatile Gate gate = Gate.OPEN;

    /** Creates nothing on the clusters yet. */
    Attempt(Laboratory lab, Scenario scenario, Points points) throws IOException {
        this.points = points;
        this.state = scenario.state();
        ConnectCluster from = scenario.source(lab);
        ConnectCluster to = scenario.target(lab);
        this.targetCluster = to;
        this.source = TestedConnector.client(from);
        this.target = TestedConnector.client(to);
        this.connector = scenario.connector(lab, source, target);
        this.toSource = new GatedWorker("source", from.url(), this::passes);
        this.toTarget = new GatedWorker("target", to.url(), this::passes);
        this.instructions = new Instructions(
                scenario.call(),
                connector.name(),
                connector.renamed(),
                scenario.site(from, toSource.url()),
                scenario.site(to, toTarget.url()),
                Files.createDirectories(lab.file("attempt-" + UUID.randomUUID())),
                "",
                scenario.bridged(lab));
    }

    /** Starts the connector, pauses it if that is its state, moves it if it is to be rolled back, and then begins to count points. */
    void begin() throws Exception {
        connector.start();
        if (state == ConnectorState.PAUSED) {
            source.pause(connector.name());
            assertInItsState(source, connector.name());
        }
        if (instructions.call() == Call.ROLL_BACK) {
            try (MigrationAction first = new MigrationAction(instructions.to(Call.MIGRATE), this::passes)) {
                assertThat(first.run())
                        .as("the move before the rollback")
                        .matches(MigrationReport::succeeded, "that succeeded");
            }
            connector.awaitMoreRecords();
        }
        gate = points;
    }

    /** From now on points are passed to this gate instead of being counted. */
    void passThrough(Gate other) {
        gate = other;
    }

    /** Ends the counting: later points are not disturbed. */
    void stopDisturbing() {
        gate = Gate.OPEN;
    }

    Instructions instructions() {
        return instructions;
    }

    Points points() {
        return points;
    }

    /** The gate of the migration, in whichever process it runs. */
    boolean passes(String point) {
        return gate.passes(point);
    }

    /** Asserts that the call has succeeded, and that every record was handled exactly once. */
    void assertReached() throws Exception {
        if (instructions.call() == Call.MIGRATE) {
            assertOnTarget();
        } else {
            assertOnSource();
        }
        if (instructions.call() == Call.REHEARSE) {
            assertNoOffsetsOfCopy();
        }
        if (state == ConnectorState.PAUSED) {
            target.resume(instructions.renamed());
        }
        connector.awaitMoreRecords();
        SequenceTally tally = connector.tally();
        assertThat(tally).as("records").matches(SequenceTally::exactlyOnce, "that come exactly once");
    }

    /** Asserts that everything is as it was before the call. */
    void assertUndone() throws IOException {
        if (instructions.call() == Call.ROLL_BACK) {
            assertOnTarget();
        } else {
            assertOnSource();
        }
    }

    private void assertOnTarget() throws IOException {
        assertInItsState(target, instructions.renamed());
        assertThat(source.status(instructions.connector()).state())
                .as("the connector on the source")
                .isEqualTo(ConnectorState.STOPPED);
        assertThat(RecordingHook.lastNote(instructions.notes())).as("the hook").isEqualTo(RecordingHook.TARGET);
    }

    private void assertOnSource() throws IOException {
        assertInItsState(source, instructions.connector());
        assertThat(target.listConnectors())
                .as("the connectors on the target")
                .doesNotContain(instructions.renamed(), copy());
        assertThat(RecordingHook.lastNote(instructions.notes())).as("the hook").isEqualTo(RecordingHook.SOURCE);
    }

    private void assertNoOffsetsOfCopy() {
        ConnectorInfo connector = source.connector(instructions.connector());
        try (KafkaOffsets offsets = KafkaOffsets.builder(targetCluster.kafka().bootstrapServers())
                .offsetTopic(targetCluster.offsetTopic())
                .groupId(targetCluster.groupId())
                .build()) {
            assertThat(offsets.listOffsets(connector.type().offsetOwner(copy(), connector.config())))
                    .as("the offsets of the copy")
                    .matches(OffsetSnapshot::isEmpty, "that are none");
        }
    }

    /** {@return the name that a rehearsal gives to what it creates} */
    private String copy() {
        return instructions.renamed() + "-rehearsal";
    }

    private void assertInItsState(ConnectClient cluster, String connector) {
        await().atMost(TestedConnector.DEADLINE).untilAsserted(() -> {
            ConnectorStatus status = cluster.status(connector);
            assertThat(status.state()).isEqualTo(state);
            assertThat(status.tasks()).allMatch(task -> task.state() == state);
            if (state == ConnectorState.RUNNING) {
                assertThat(status.tasks()).hasSize(2);
            }
        });
    }

    @Override
    public void close() {
        toSource.close();
        toTarget.close();
        connector.close();
    }
}
