package io.connectmigrator.migration.internal.state;

import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.TransportChoice;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the migration of one connector has reached in one direction: an immutable value that changes only between the parts of
 * steps. It holds all that another call needs in order to go on or to undo, and no config; {@link ProgressJson} lists what of it is
 * persisted: all but {@link #call}.
 *
 * <p>What a step is about to do, and cannot be found out later, is noted before it does it, so that the progress never
 * lags behind the clusters: «may have been created», «may have been resumed».
 */
public final class Progress {

    public static final Progress NOTHING_YET = new Progress(new Draft(), CallProgress.NOTHING_YET);

    private final Draft values;
    private final CallProgress call;

    private Progress(Draft values, CallProgress call) {
        this.values = values;
        this.call = call;
    }

    /** {@return the values, to be read} */
    Draft draft() {
        return values.copy();
    }

    /** {@return a copy in which something changed} */
    public Progress with(Consumer<Draft> change) {
        Draft draft = draft();
        draft.call = call.draft();
        change.accept(draft);
        return new Progress(draft, CallProgress.of(draft.call));
    }

    /** {@return what this call alone has seen and asked for} */
    public CallProgress call() {
        return call;
    }

    /** {@return the last step that is complete, or null before the first} */
    @Nullable
    public MigrationStep completed() {
        return values.completed;
    }

    /** {@return whether the connector on the target is, or may be, of our making} */
    public boolean targetCreated() {
        return values.targetCreated;
    }

    /** {@return the offsets that the target had, or null if they have not been looked at} */
    @Nullable
    public OffsetSnapshot targetBefore() {
        return values.targetBefore;
    }

    /** {@return the state that the source was in, FAILED among them, or null if it has not been looked at} */
    @Nullable
    public ConnectorState sourceState() {
        return values.sourceState;
    }

    /** {@return the state that the target is to be brought to, or null if it is not known yet} A failed connector was to run. */
    @Nullable
    public ConnectorState wantedState() {
        ConnectorState wanted = values.wantedState == null ? values.sourceState : values.wantedState;
        return wanted == ConnectorState.FAILED ? ConnectorState.RUNNING : wanted;
    }

    /** {@return whether the target had failed when it was left, so that it may fail when it is brought back to that} */
    public boolean mayFailAgain() {
        return values.wantedState == ConnectorState.FAILED;
    }

    /** {@return whether the copy that runs may have been touched} */
    public boolean hasStarted() {
        return values.sourceState != null || values.undoing;
    }

    /** {@return how many tasks the source had} */
    public int sourceTasks() {
        return values.sourceTasks;
    }

    /** {@return when the source, which ran, was asked to pause, or null if that has not happened} */
    @Nullable
    public Instant downSince() {
        return values.downSince;
    }

    /** {@return whether nothing has been done to the offsets that the target was found to have} */
    public boolean targetKept() {
        return values.targetKept;
    }

    /** {@return the source's final offsets, or null if they have not been read} */
    @Nullable
    public OffsetSnapshot snapshot() {
        return values.snapshot;
    }

    /** {@return those of the source's final offsets that go this way, or null if they are not known} All of them, unless it is divided. */
    @Nullable
    public OffsetSnapshot share() {
        return values.share == null ? values.snapshot : values.share;
    }

    /** {@return what becomes of the source's offsets on this way if they are changed, or null} */
    @Nullable
    public OffsetSnapshot translated() {
        return values.translated;
    }

    /** {@return what this way brings to the target, or null if that is not known} */
    @Nullable
    public OffsetSnapshot carried() {
        return values.translated == null ? share() : values.translated;
    }

    /**
     * {@return the offsets that the target is given, or null if they are not known} They are the source's final ones, those translated
     * for another Kafka cluster, those that the plan has changed, or those of several sources.
     */
    @Nullable
    public OffsetSnapshot given() {
        return values.united == null ? carried() : values.united;
    }

    /** {@return whether the target was given other offsets than the source had} */
    public boolean isTranslated() {
        return values.translated != null;
    }

    /** {@return what the offsets were read with, or null if they have not been read} */
    @Nullable
    public TransportChoice readWith() {
        return values.readWith;
    }

    /** {@return what the offsets were written with, or null if they have not been written} */
    @Nullable
    public TransportChoice writtenWith() {
        return values.writtenWith;
    }

    /** {@return whether the hook that is called before the source is touched may have been called} */
    public boolean quiesceAnnounced() {
        return values.quiesceAnnounced;
    }

    /** {@return whether the cut-over hook may have been called} */
    public boolean cutOver() {
        return values.cutOver;
    }

    /** {@return whether the target may have been asked to run: from here on it may have copied records} */
    public boolean targetResumed() {
        return values.targetResumed;
    }

    /** {@return whether the target may run, or may have run: everything but that can still be undone} */
    public boolean targetMayRun() {
        return values.targetResumed && !call.targetUntouched();
    }

    /** {@return when every task of the target was seen to run, or null if that has not been} */
    @Nullable
    public Instant upSince() {
        return values.upSince;
    }

    /** {@return what is to be known of a stop that took long, or null} */
    @Nullable
    public Problem slowStop() {
        return values.slowStop;
    }

    /** {@return whether the target was seen to commit offsets of its own} */
    public boolean movedOn() {
        return values.movedOn;
    }

    /** {@return what is worth knowing about a connector that has come to its end; null if nothing is} */
    @Nullable
    public Problem remark() {
        return values.remark;
    }

    /** {@return whether the migration is going back} */
    public boolean undoing() {
        return values.undoing;
    }

    /** {@return for how many partitions an offset was carried over} */
    public int offsetsMoved() {
        OffsetSnapshot share = share();
        return share == null ? 0 : share.size();
    }

    /** {@return from the source's pause until the target was seen to run, or null if either has not happened} */
    @Nullable
    public Duration downtime() {
        return sincePause(values.upSince);
    }

    /** {@return from the source's pause until the target was seen in this call to have committed more than it was given, or null} */
    @Nullable
    public Duration silence() {
        return sincePause(call.committedAt());
    }

    private @Nullable Duration sincePause(@Nullable Instant end) {
        if (values.downSince == null || end == null) {
            return null;
        }
        Duration between = Duration.between(values.downSince, end);
        // The clock of the process that went on may be behind that of the one that began.
        return between.isNegative() ? Duration.ZERO : between;
    }

    /** The values while they are being changed. */
    public static final class Draft implements Cloneable {

        /** The part that is in no journal. */
        public CallProgress.Draft call = CallProgress.NOTHING_YET.draft();

        public @Nullable MigrationStep completed;
        public boolean targetCreated;
        public @Nullable OffsetSnapshot targetBefore;
        public @Nullable ConnectorState sourceState;
        public @Nullable ConnectorState wantedState;
        public int sourceTasks;
        public @Nullable Instant downSince;
        public @Nullable Problem slowStop;
        public boolean targetKept;
        public @Nullable OffsetSnapshot snapshot;
        public @Nullable OffsetSnapshot share;
        public @Nullable OffsetSnapshot translated;
        public @Nullable OffsetSnapshot united;
        public @Nullable TransportChoice readWith;
        public @Nullable TransportChoice writtenWith;
        public boolean quiesceAnnounced;
        public boolean cutOver;
        public boolean targetResumed;
        public @Nullable Instant upSince;
        public boolean movedOn;
        public @Nullable Problem remark;
        public boolean undoing;

        private Draft() {}

        private Draft copy() {
            try {
                return (Draft) clone();
            } catch (CloneNotSupportedException e) {
                throw new AssertionError(e);
            }
        }
    }
}
