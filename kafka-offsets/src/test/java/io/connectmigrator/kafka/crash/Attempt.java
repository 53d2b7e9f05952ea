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
import java.util.List;
import java.util.UUID;

/** What is migrated, from its creation to its deletion, with the points that the migration passes. */
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
        this.toTarget = scenario.isInPlace() ? toSource : new GatedWorker("target", to.url(), this::passes);
        this.instructions = new Instructions(
                scenario.call(),
                connector.names(),
                connector.renamed(),
                scenario.site(from, toSource.url()),
                scenario.site(to, toTarget.url()),
                Files.createDirectories(lab.file("attempt-" + UUID.randomUUID())),
                "",
                scenario.bridged(lab));
    }

    /** Starts what is migrated, pauses it if that is its state, migrates it if that is to be rolled back, and then begins to count points. */
    void begin() throws Exception {
        connector.start();
        if (state == ConnectorState.PAUSED) {
            connector.names().forEach(source::pause);
            assertInTheirState(source, connector.names());
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
            instructions.renamed().forEach(target::resume);
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
        assertInTheirState(target, instructions.renamed());
        assertThat(instructions.connectors())
                .as("the connectors on the source")
                .allMatch(name -> source.status(name).state() == ConnectorState.STOPPED);
        assertThat(RecordingHook.lastNote(instructions.notes())).as("the hook").isEqualTo(RecordingHook.TARGET);
    }

    private void assertOnSource() throws IOException {
        assertInTheirState(source, instructions.connectors());
        assertThat(target.listConnectors())
                .as("the connectors on the target")
                .doesNotContainAnyElementsOf(instructions.renamed())
                .doesNotContain(copy());
        assertThat(RecordingHook.lastNote(instructions.notes())).as("the hook").isEqualTo(RecordingHook.SOURCE);
    }

    private void assertNoOffsetsOfCopy() {
        ConnectorInfo connector = source.connector(instructions.connectors().get(0));
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
        return instructions.renamed().get(0) + "-rehearsal";
    }

    private void assertInTheirState(ConnectClient cluster, List<String> connectors) {
        for (String name : connectors) {
            int tasks = Integer.parseInt(cluster.connector(name).config().getOrDefault("tasks.max", "1"));
            await().atMost(TestedConnector.DEADLINE).untilAsserted(() -> {
                ConnectorStatus status = cluster.status(name);
                assertThat(status.state()).isEqualTo(state);
                assertThat(status.tasks()).allMatch(task -> task.state() == state);
                if (state == ConnectorState.RUNNING) {
                    assertThat(status.tasks()).hasSize(tasks);
                }
            });
        }
    }

    @Override
    public void close() {
        toSource.close();
        toTarget.close();
        connector.close();
    }
}
