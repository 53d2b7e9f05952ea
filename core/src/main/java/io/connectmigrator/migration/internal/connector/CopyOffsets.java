package io.connectmigrator.migration.internal.connector;

import io.connectmigrator.connect.ConnectCapabilities;
import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorNotFoundException;
import io.connectmigrator.connect.RequestFailedException;
import io.connectmigrator.offset.AlterResult;
import io.connectmigrator.offset.OffsetOwner;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.offset.OffsetTransport;
import io.connectmigrator.offset.SnapshotDiff;
import io.connectmigrator.report.TransportChoice;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The offsets of a connector on one side of a move. They are read and put back through the transport that the cluster's
 * client was given, which sees every byte, or over REST if it was given none.
 */
public final class CopyOffsets {

    private final ConnectClient cluster;
    private final OffsetTransport rest;
    private final Optional<OffsetTransport> given;
    private final ConnectCapabilities capabilities;
    private final OffsetOwner owner;
    private final OffsetOwner counterpart;
    private final BooleanSupplier connectorExists;
    private final OffsetsWritable writable;

    /** {@code counterpart} is the connector on the other side if only those offsets count that are of both, else the owner itself. */
    CopyOffsets(
            ConnectClient cluster,
            ConnectCapabilities capabilities,
            OffsetOwner owner,
            OffsetOwner counterpart,
            BooleanSupplier connectorExists,
            OffsetsWritable writable) {
        this.cluster = cluster;
        this.rest = cluster.restOffsets();
        this.given = Optional.of(cluster.offsetTransport()).filter(transport -> !transport.equals(rest));
        this.capabilities = capabilities;
        this.owner = owner;
        this.counterpart = counterpart;
        this.connectorExists = connectorExists;
        this.writable = writable;
    }

    public OffsetOwner owner() {
        return owner;
    }

    public OffsetTransport rest() {
        return rest;
    }

    /** {@return the transport that the client was given instead of REST} */
    public Optional<OffsetTransport> given() {
        return given;
    }

    public ConnectCapabilities capabilities() {
        return capabilities;
    }

    /** {@return whether they can be read and written while there is no such connector} */
    public boolean outliveTheConnector() {
        return given.isPresent();
    }

    /** {@return whether they have to be there before the connector, since the workers would start it at once} */
    boolean precedeTheConnector() {
        return !capabilities.initialState() && !connectorExists.getAsBoolean();
    }

    /** {@return whether the workers list offsets of the connector, whatever else does} */
    public boolean listedByWorkers() {
        return capabilities.listOffsets() && isWithinReachOfWorkers() && connectorExists.getAsBoolean();
    }

    /** {@return whether what workers list and alter are the offsets that the tasks commit} Those of a sink may be on another Kafka cluster. */
    public boolean isWithinReachOfWorkers() {
        return !isSink() || SinkKafka.isGroupOverRest(owner);
    }

    public OffsetSnapshot list() {
        return counted(complete().listOffsets(owner));
    }

    /** What is listed for a sink may be of other sinks in its consumer group. */
    private OffsetSnapshot counted(OffsetSnapshot offsets) {
        return counterpart.ownAmong(owner.ownAmong(offsets));
    }

    /** {@return the offsets as the workers list them, whatever else does} */
    public OffsetSnapshot listOverRest() {
        return counted(rest.listOffsets(owner));
    }

    /**
     * {@return the offsets as one reading shows them} Over REST a partition that was first committed a moment ago may be
     * missing; the next reading shows it.
     */
    public OffsetSnapshot glance() {
        return given.isPresent() ? list() : peek();
    }

    /** {@return what is different from what should be there} One reading is enough if it shows just that. */
    public SnapshotDiff differenceFrom(OffsetSnapshot expected) {
        OffsetSnapshot counting = counted(expected);
        SnapshotDiff difference = counting.diff(glance());
        return difference.isEmpty() ? difference : counting.diff(list());
    }

    /** {@return the offsets without waiting for what is being committed now} */
    public OffsetSnapshot peek() {
        return counted(complete().peekOffsets(owner));
    }

    /** Keeps what may be left of the tasks from committing; says what still can. */
    Optional<String> fence() {
        return complete().fence(owner);
    }

    /** {@return whether the connector is known to be paused, whatever its status shows} */
    public boolean isKnownAsPaused() {
        return complete().wantedState(owner).filter("PAUSED"::equals).isPresent();
    }

    /** {@return whether it is seen of each task that it has ended by itself, and not been given up on by its worker} */
    public boolean seesTasksEnd() {
        return complete().seesTasksEnd(owner);
    }

    /**
     * {@return what must hold before any offset is changed} Over REST the workers see to it themselves. Every method that
     * changes offsets in another way looks once more, and fails if it does not hold.
     */
    public Condition writable() {
        return given.isPresent() ? writable : Condition.NONE;
    }

    public void alter(OffsetSnapshot offsets, TransportChoice choice) {
        switch (choice.via()) {
            case SHARED -> {}
            case REST -> alterOverRest(offsets);
            case CONFIGURED -> alterCompletely(offsets);
            case REST_AND_CONFIGURED -> {
                alterOverRest(offsets);
                // What REST has written is under keys of its own making.
                reset();
                alterCompletely(offsets);
            }
        }
    }

    private void alterOverRest(OffsetSnapshot offsets) {
        GroupSharing.withReason(cluster, owner, () -> rest.alterOffsets(owner, counted(offsets)));
    }

    private void alterCompletely(OffsetSnapshot offsets) {
        requireWritable();
        if (given.isEmpty()) {
            alterOverRest(offsets);
        } else {
            given.get().alterOffsets(owner, counted(offsets));
        }
    }

    /** Deletes all offsets. */
    void reset() {
        requireWritable();
        Optional<OffsetOwner> toReset = counterpart.equals(owner) ? Optional.of(owner) : ofWhatCounts();
        toReset.ifPresent(reset ->
                GroupSharing.withReason(cluster, owner, () -> complete().resetOffsets(reset)));
    }

    /** {@return the owner of those offsets only that count, if there are any: what the counterpart does not read is to stay} */
    private Optional<OffsetOwner> ofWhatCounts() {
        String topics = String.join(",", GroupSharing.topics(list()));
        Map<String, String> config = new HashMap<>(owner.config());
        config.remove("topics.regex");
        config.put("topics", topics);
        return topics.isEmpty() ? Optional.empty() : Optional.of(OffsetOwner.sink(owner.connector(), config));
    }

    private void requireWritable() {
        if (given.isPresent()) {
            writable.require();
        }
    }

    /**
     * {@return whether the connector takes part when its offsets change} It is asked by a reset over REST of the offsets that are about to
     * be written, since reading shows whether that was done. If there were nothing to reset, a worker could do it late, after its answer
     * was lost, and delete what is written meanwhile. A connector that cannot bear it says so, and one that was deleted cannot be asked:
     * then the offsets are changed without it.
     */
    boolean takesPartInChangesTo(OffsetSnapshot offsets) {
        if (!capabilities.alterOffsets() || !isWithinReachOfWorkers() || precedeTheConnector()) {
            return false;
        }
        alterCompletely(offsets);
        try {
            OffsetSnapshot listed = rest.listOffsets(owner);
            return !listed.isEmpty()
                    && isOnly(offsets, listed)
                    && rest.resetOffsets(owner) != AlterResult.FRAMEWORK_ONLY;
        } catch (RequestFailedException | ConnectorNotFoundException e) {
            return false;
        }
    }

    /**
     * {@return whether nothing is listed but what was written} Workers may list a consumer group that other sinks are in as well, and a
     * transport may have written to another topic or group than theirs. Over REST the offsets of a source may show as null.
     */
    private boolean isOnly(OffsetSnapshot written, OffsetSnapshot listed) {
        SnapshotDiff difference = written.diff(listed);
        return isSink() ? difference.isEmpty() : difference.added().isEmpty();
    }

    /** Makes the offsets be these and no others, as they were found here before. */
    public void restore(OffsetSnapshot offsets) {
        if (list().diff(counted(offsets)).isEmpty()) {
            return;
        }
        makeWayFor(offsets);
        alterCompletely(offsets);
    }

    /** Deletes the offsets if altering, which merges, would leave some that should be gone. */
    public void makeWayFor(OffsetSnapshot offsets) {
        OffsetSnapshot wanted = counted(offsets);
        boolean nothingStays = given.isEmpty() && list().diff(wanted).removed().isEmpty();
        if (nothingStays) {
            return;
        }
        if (given.isEmpty() && isSink()) {
            // While a member is in the group, brokers refuse to alter offsets, but not always to delete some.
            alterOverRest(wanted);
        }
        reset();
    }

    /**
     * {@return whether offsets that were found may be the very ones that the other side has} Workers may be configured with one
     * consumer group for all sinks, of which REST does not tell.
     */
    public boolean mayBeThoseOfSource(OffsetSnapshot found) {
        return isSink() && given.isEmpty() && !found.isEmpty();
    }

    /** {@return whether what is deleted over REST may be of other sinks, since the config does not tell which topics are read} */
    boolean isUnclearOverRest() {
        return isSink() && given.isEmpty() && owner.topicsRead().isEmpty();
    }

    private boolean isSink() {
        return owner.kind() == OffsetOwner.Kind.SINK;
    }

    private OffsetTransport complete() {
        return given.orElse(rest);
    }
}
