package io.connectmigrator.kafka.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.connect.ConnectorStatus;
import io.connectmigrator.kafka.crash.Orders.Call;
import io.connectmigrator.lab.ConnectCluster;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.SequenceTally;
import io.connectmigrator.lab.moving.TestedConnector;
import io.connectmigrator.report.MigrationReport;
import java.io.IOException;
import java.nio.file.Files;
import java.util.UUID;

/** One connector from its creation to its deletion, with everything it passes on its way counted. */
final class Trial implements AutoCloseable {

    private final Points points;
    private final ConnectorState state;
    private final ConnectClient source;
    private final ConnectClient target;
    private final MovingConnector connector;
    private final GatedWorker toSource;
    private final GatedWorker toTarget;
    private final Orders orders;
    private volatile Gate gate = Gate.OPEN;

    /** Creates nothing on the clusters yet. */
    Trial(Laboratory lab, Scenario scenario, Points points) throws IOException {
        this.points = points;
        this.state = scenario.state();
        ConnectCluster from = scenario.source(lab);
        ConnectCluster to = scenario.target(lab);
        this.source = TestedConnector.client(from);
        this.target = TestedConnector.client(to);
        this.connector = scenario.connector(lab, source, target);
        this.toSource = new GatedWorker("source", from.url(), this::passes);
        this.toTarget = new GatedWorker("target", to.url(), this::passes);
        this.orders = new Orders(
                scenario.call(),
                connector.name(),
                connector.renamed(),
                scenario.site(from, toSource.url()),
                scenario.site(to, toTarget.url()),
                Files.createDirectories(lab.file("trial-" + UUID.randomUUID())),
                "");
    }

    /** Starts the connector, pauses it if that is its state, moves it if it is to come back, and counts from then on. */
    void begin() throws Exception {
        connector.start();
        if (state == ConnectorState.PAUSED) {
            source.pause(connector.name());
            assertInItsState(source, connector.name());
        }
        if (orders.call() == Call.ROLL_BACK) {
            try (Undertaking move = new Undertaking(orders.to(Call.MIGRATE), this::passes)) {
                assertThat(move.carryOut())
                        .as("the move before the rollback")
                        .matches(MigrationReport::succeeded, "that succeeded");
            }
            connector.awaitMoreRecords();
        }
        gate = points;
    }

    /** From now on everything passes this gate instead of being counted. */
    void passThrough(Gate other) {
        gate = other;
    }

    /** Ends the counting: what follows is not disturbed. */
    void leaveInPeace() {
        gate = Gate.OPEN;
    }

    Orders orders() {
        return orders;
    }

    Points points() {
        return points;
    }

    /** The gate that the migration passes, wherever it runs. */
    boolean passes(String point) {
        return gate.passes(point);
    }

    /** The call has reached its goal, and every record was handled exactly once. */
    void assertReached() throws Exception {
        if (orders.call() == Call.MIGRATE) {
            assertOnTarget();
        } else {
            assertOnSource();
        }
        if (state == ConnectorState.PAUSED) {
            target.resume(orders.renamed());
        }
        connector.awaitMoreRecords();
        SequenceTally tally = connector.tally();
        assertThat(tally).as("records").matches(SequenceTally::exactlyOnce, "that come exactly once");
    }

    /** All is as it was before the call. */
    void assertUndone() throws IOException {
        if (orders.call() == Call.MIGRATE) {
            assertOnSource();
        } else {
            assertOnTarget();
        }
    }

    private void assertOnTarget() throws IOException {
        assertInItsState(target, orders.renamed());
        assertThat(source.status(orders.connector()).state())
                .as("the connector on the source")
                .isEqualTo(ConnectorState.STOPPED);
        assertThat(NotingHook.lastNote(orders.notes())).as("the hook").isEqualTo(NotingHook.TARGET);
    }

    private void assertOnSource() throws IOException {
        assertInItsState(source, orders.connector());
        assertThat(target.findConnector(orders.renamed()))
                .as("the connector on the target")
                .isEmpty();
        assertThat(NotingHook.lastNote(orders.notes())).as("the hook").isEqualTo(NotingHook.SOURCE);
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
