package io.connectmigrator.migration.internal.state;

import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.offset.Participation;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.TransportChoice;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the migration of one connector has reached: a plain immutable value that changes only between the parts of steps
 * and holds all that is needed to go on or to go back, and no config.
 *
 * <p>What a step is about to do, and cannot be found out later, is noted before it does it, so that the progress never
 * lags behind the clusters: «may have been created», «may have been resumed».
 */
public final class Progress {

    public static final Progress NOTHING_YET = new Progress(new Draft());

    private final Draft values;

    private Progress(Draft values) {
        this.values = values;
    }

    /** {@return a copy in which something changed} */
    public Progress with(Consumer<Draft> change) {
        Draft draft = values.copy();
        change.accept(draft);
        return new Progress(draft);
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

    /** {@return whether the connector on the target takes part when its offsets are changed} */
    public Participation participation() {
        return values.participation;
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

    /** {@return whether the source was asked in this call to come to rest} */
    public boolean sourceStopped() {
        return values.sourceStopped;
    }

    /** {@return when the source was asked in this call to come to rest, or null if it was not} */
    @Nullable
    public Instant stopAsked() {
        return values.stopAsked;
    }

    /** {@return whether the source was seen to run in this call, and nothing has been asked of it yet} */
    public boolean sourceSeenRunning() {
        return values.sourceSeenRunning;
    }

    /** {@return whether the source was asked in this call to pause} */
    public boolean sourcePaused() {
        return values.sourcePaused;
    }

    /** {@return whether it was seen in this call that the target has no such connector, and none has been created yet} */
    public boolean targetAbsent() {
        return values.targetAbsent;
    }

    /** {@return whether the connector on the target was created in this call} */
    public boolean targetOurs() {
        return values.targetOurs;
    }

    /** {@return whether what was created on the target in this call was looked for in vain while going back} */
    public boolean absenceSeen() {
        return values.absenceSeen;
    }

    /** {@return whether it was seen to in this call that the target has no offsets} */
    public boolean targetCleared() {
        return values.targetCleared;
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
        return values.targetResumed && !values.targetUntouched;
    }

    /** {@return whether it is known that the target has not been asked to run, though it is about to be} */
    public boolean targetUntouched() {
        return values.targetUntouched;
    }

    /** {@return whether a request to start the target has failed in this call in a way that leaves open whether it was done} */
    public boolean startUnclear() {
        return values.startUnclear;
    }

    /** {@return when every task of the target was seen to run, or null if that has not been} */
    @Nullable
    public Instant upSince() {
        return values.upSince;
    }

    /** {@return whether the target was seen to commit offsets of its own} */
    public boolean movedOn() {
        return values.movedOn;
    }

    /** {@return the offsets that the target had when it was looked at in this call after it was resumed, or null} */
    @Nullable
    public OffsetSnapshot targetAfter() {
        return values.targetAfter;
    }

    /** {@return whether the migration is going back} */
    public boolean undoing() {
        return values.undoing;
    }

    /** {@return whether the source was asked in this call to return to its former state} */
    public boolean sourceReturned() {
        return values.sourceReturned;
    }

    /** {@return for how many partitions an offset was carried over} */
    public int offsetsMoved() {
        return values.snapshot == null ? 0 : values.snapshot.size();
    }

    /** {@return from the source's pause until the target was seen to run, or null if either has not happened} */
    @Nullable
    public Duration downtime() {
        return sincePause(values.upSince);
    }

    /** {@return from the source's pause until the target was seen in this call to have committed more than it was given, or null} */
    @Nullable
    public Duration silence() {
        return sincePause(values.committedAt);
    }

    private @Nullable Duration sincePause(@Nullable Instant end) {
        if (values.downSince == null || end == null) {
            return null;
        }
        Duration between = Duration.between(values.downSince, end);
        // The clock of the process that went on may be behind that of the one that began.
        return between.isNegative() ? Duration.ZERO : between;
    }

    /** {@return what is worth knowing about the target, which has moved; null if nothing is} */
    @Nullable
    public Problem remark() {
        return values.remark;
    }

    /** The values while they are being changed. */
    public static final class Draft {

        public @Nullable MigrationStep completed;

        public boolean targetCreated;

        public @Nullable OffsetSnapshot targetBefore;

        public Participation participation = Participation.CONNECT_ONLY;

        public @Nullable ConnectorState sourceState;

        public @Nullable ConnectorState wantedState;

        public int sourceTasks;

        public @Nullable Instant downSince;

        public boolean sourceSeenRunning;
        public boolean sourcePaused;
        public boolean sourceStopped;

        public @Nullable Instant stopAsked;

        public boolean targetAbsent;
        public boolean targetOurs;
        public boolean targetCleared;
        public boolean targetKept;
        public boolean absenceSeen;

        public @Nullable OffsetSnapshot snapshot;

        public @Nullable TransportChoice readWith;

        public @Nullable TransportChoice writtenWith;

        public boolean cutOver;
        public boolean targetResumed;
        public boolean targetUntouched;
        public boolean startUnclear;

        public @Nullable Instant upSince;

        public boolean movedOn;

        public @Nullable Instant committedAt;

        public @Nullable OffsetSnapshot targetAfter;

        public @Nullable Problem remark;

        public boolean undoing;
        public boolean sourceReturned;

        private Draft() {}

        private Draft copy() {
            Draft copy = new Draft();
            copy.completed = completed;
            copy.targetCreated = targetCreated;
            copy.targetBefore = targetBefore;
            copy.participation = participation;
            copy.sourceState = sourceState;
            copy.wantedState = wantedState;
            copy.sourceTasks = sourceTasks;
            copy.downSince = downSince;
            copy.sourceSeenRunning = sourceSeenRunning;
            copy.sourcePaused = sourcePaused;
            copy.sourceStopped = sourceStopped;
            copy.stopAsked = stopAsked;
            copy.targetAbsent = targetAbsent;
            copy.targetOurs = targetOurs;
            copy.targetCleared = targetCleared;
            copy.targetKept = targetKept;
            copy.absenceSeen = absenceSeen;
            copy.snapshot = snapshot;
            copy.readWith = readWith;
            copy.writtenWith = writtenWith;
            copy.cutOver = cutOver;
            copy.targetResumed = targetResumed;
            copy.targetUntouched = targetUntouched;
            copy.startUnclear = startUnclear;
            copy.upSince = upSince;
            copy.movedOn = movedOn;
            copy.committedAt = committedAt;
            copy.targetAfter = targetAfter;
            copy.remark = remark;
            copy.undoing = undoing;
            copy.sourceReturned = sourceReturned;
            return copy;
        }
    }
}
