package io.connectmigrator.migration.internal.connector;

import io.connectmigrator.connect.ConnectCapabilities;
import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.connect.ConnectorInfo;
import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.connect.ConnectorStatus;
import io.connectmigrator.connect.ConnectorType;
import io.connectmigrator.connect.InitialState;
import io.connectmigrator.connect.RequestFailedException;
import io.connectmigrator.connect.RestartOption;
import io.connectmigrator.connect.StateChange;
import io.connectmigrator.internal.PlainLine;
import io.connectmigrator.migration.internal.work.StepBounds;
import io.connectmigrator.offset.AlterResult;
import io.connectmigrator.offset.OffsetOwner;
import io.connectmigrator.plan.internal.TargetCluster;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One side of a move: a cluster, what it can do, and the connector as it is or will be there. */
public final class ConnectorCopy {

    private final ConnectClient cluster;
    private final String connector;
    private final Supplier<ConnectCapabilities> capabilities;
    private final Supplier<OffsetOwner> owner;
    private final StepBounds bounds;
    private final PendingWrites pending;
    private final StateSeen seen;
    private final @Nullable Supplier<OffsetOwner> counterpart;
    private final boolean mayBeAbsent;

    public ConnectorCopy(
            ConnectClient cluster,
            String connector,
            Supplier<ConnectCapabilities> capabilities,
            Supplier<OffsetOwner> owner,
            StepBounds bounds,
            PendingWrites pending) {
        this(cluster, connector, capabilities, owner, bounds, pending, new StateSeen(), null, false);
    }

    private ConnectorCopy(
            ConnectClient cluster,
            String connector,
            Supplier<ConnectCapabilities> capabilities,
            Supplier<OffsetOwner> owner,
            StepBounds bounds,
            PendingWrites pending,
            StateSeen seen,
            @Nullable Supplier<OffsetOwner> counterpart,
            boolean mayBeAbsent) {
        this.cluster = cluster;
        this.connector = connector;
        this.capabilities = capabilities;
        this.owner = owner;
        this.bounds = bounds;
        this.pending = pending;
        this.seen = seen;
        this.counterpart = counterpart;
        this.mayBeAbsent = mayBeAbsent;
    }

    /** {@return the same side, where a connector that is not there counts as one at rest, if its offsets can be read} */
    ConnectorCopy thatMayBeAbsent() {
        return new ConnectorCopy(cluster, connector, capabilities, owner, bounds, pending, seen, counterpart, true);
    }

    /** {@return the same side, of whose offsets only those count that are the counterpart's as well: what a move carries} */
    ConnectorCopy sharedWith(Supplier<OffsetOwner> other) {
        return new ConnectorCopy(cluster, connector, capabilities, owner, bounds, pending, seen, other, mayBeAbsent);
    }

    /** {@return the same side, of whose offsets all count that are the connector's own} */
    public ConnectorCopy alone() {
        return new ConnectorCopy(cluster, connector, capabilities, owner, bounds, pending, seen, null, mayBeAbsent);
    }

    public ConnectClient cluster() {
        return cluster;
    }

    /** {@return whether another one is the same connector of the same cluster} */
    boolean isSameAs(ConnectorCopy other) {
        return connector.equals(other.connector) && TargetCluster.areOne(cluster, other.cluster);
    }

    public String connector() {
        return connector;
    }

    public ConnectCapabilities capabilities() {
        return capabilities.get();
    }

    public CopyOffsets offsets() {
        OffsetOwner own = owner.get();
        boolean isSink = own.kind() == OffsetOwner.Kind.SINK;
        return new CopyOffsets(
                client(),
                capabilities.get(),
                own,
                isSink && counterpart != null ? counterpart.get() : own,
                () -> find().isPresent(),
                new OffsetsWritable(this));
    }

    /** {@return the cluster, whose calls end with the step that is under way} */
    private ConnectClient client() {
        return bounds.bound(cluster);
    }

    /** {@return the writes to this copy that may still be done} */
    public PendingWrites pendingWrites() {
        return pending;
    }

    /** Changes something about this copy, uninterrupted. */
    public <T> T writing(Supplier<T> write) {
        return bounds.uninterrupted(() -> pending.sending(write));
    }

    /** The same, of what answers nothing. */
    public void writing(Runnable write) {
        writing(() -> {
            write.run();
            return true;
        });
    }

    private void starting(Runnable write) {
        bounds.uninterrupted(() -> pending.starting(() -> {
            write.run();
            return true;
        }));
    }

    public ConnectorStatus status() {
        return seen.note(client().status(connector));
    }

    public Optional<ConnectorStatus> findStatus() {
        return client().findStatus(connector).map(seen::note);
    }

    /** {@return the topics that workers say the connector has used} */
    public Set<String> topicsUsed() {
        return client().topics(connector);
    }

    public Optional<ConnectorInfo> find() {
        return client().findConnector(connector);
    }

    /** {@return whether there is no such connector, which is in order, but may be offsets of it} */
    public boolean isAbsent() {
        return mayBeAbsent && offsets().outliveTheConnector() && find().isEmpty();
    }

    /** {@return whether the workers lack the plugin of the connector, without which they do not know its type} */
    public boolean lacksPlugin() {
        return find().filter(found -> found.type() == ConnectorType.UNKNOWN).isPresent();
    }

    /** {@return whether a worker whose URL is known, of several, still has tasks of the connector at work} */
    boolean hasTasksAtWork() {
        return cluster.urls().size() > 1
                && client().tasksOnEachWorker(connector).stream().anyMatch(tasks -> !tasks.isEmpty());
    }

    /**
     * {@return whether the connector takes part when its offsets are altered over REST} It is asked by a reset when it has no offsets. One
     * that refuses that takes part, too.
     */
    public boolean takesPartInAlterations() {
        if (!capabilities().alterOffsets() || !offsets().isWithinReachOfWorkers() || find().isEmpty()) {
            return false;
        }
        try {
            return writing(() -> client().restOffsets().resetOffsets(owner.get())) == AlterResult.CONNECTOR;
        } catch (RequestFailedException e) {
            return true;
        }
    }

    public int configuredTasks() {
        return client().connector(connector).tasks().size();
    }

    /** {@return how the workers bring the connector to rest} */
    public QuiesceStrategy quiesceStrategy() {
        return capabilities().listOffsets() ? new StopStrategy() : new PauseStrategy();
    }

    public void createStopped(ConnectorConfig config) {
        writing(() -> client().createConnector(connector, config, InitialState.STOPPED));
    }

    /** Creates the connector, which starts at once. */
    public void createRunning(ConnectorConfig config) {
        starting(() -> client().createConnector(connector, config));
    }

    public void pause() {
        bringTo(ConnectorState.PAUSED);
    }

    void stop() {
        bringTo(ConnectorState.STOPPED);
    }

    /**
     * Stops the connector if it has failed: one that shows no tasks may have been stopped or not, and one that was not is started again
     * by a worker that restarts, and its offsets cannot be changed. {@return whether it had failed}
     */
    public boolean stopIfFailed() {
        boolean hasFailed = findStatus()
                .filter(status -> status.state() == ConnectorState.FAILED)
                .isPresent();
        if (hasFailed) {
            stop();
        }
        return hasFailed;
    }

    /** Stops the connector if it is only paused where others are stopped. {@return whether it was} */
    public boolean stopIfPaused() {
        boolean isPaused = ConnectorConditions.isPaused(this) && ConnectorConditions.isStarted(this);
        if (isPaused) {
            stop();
        }
        return isPaused;
    }

    void restartTask(int task) {
        writing(() -> client().restartTask(connector, task));
    }

    /** Starts what has failed of the connector once more, itself or its tasks. */
    public void restartFailed() {
        starting(() -> client().restart(connector, RestartOption.INCLUDE_TASKS, RestartOption.ONLY_FAILED));
    }

    /**
     * Asks for a state that a connector may have been in before it was moved. A lost answer of which reading tells nothing, since the
     * connector was in that state before, leaves a pending write.
     */
    public void bringTo(ConnectorState state) {
        boolean starts = state == ConnectorState.RUNNING;
        boolean wasThere = seen.mayBe(state, this::findStatus);
        seen.forget();
        StateChange change = bounds.uninterrupted(() -> starts
                ? pending.starting(() -> client().resume(connector))
                : pending.sending(() -> bringToRest(state)));
        if (wasThere && change == StateChange.SEEN) {
            pending.assumeLate(starts);
        }
        seen.note(state);
    }

    private StateChange bringToRest(ConnectorState state) {
        return switch (state) {
            case PAUSED -> client().pause(connector);
            case STOPPED -> client().stop(connector);
            default -> throw new IllegalArgumentException("a connector cannot be brought to " + state);
        };
    }

    public void delete() {
        writing(() -> client().deleteConnector(connector));
    }

    @Override
    public String toString() {
        return PlainLine.of("connector '" + connector + "' on " + cluster.name());
    }
}
