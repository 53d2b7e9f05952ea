package io.connectmigrator.migration;

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
final class Progress {

    static final Progress NOTHING_YET = new Progress(new Draft());

    private final Draft values;

    private Progress(Draft values) {
        this.values = values;
    }

    /** {@return a copy in which something changed} */
    Progress with(Consumer<Draft> change) {
        Draft draft = values.copy();
        change.accept(draft);
        return new Progress(draft);
    }

    /** {@return the last step that is complete, or null before the first} */
    @Nullable
    MigrationStep completed() {
        return values.completed;
    }

    /** {@return whether the connector on the target is, or may be, of our making} */
    boolean targetCreated() {
        return values.targetCreated;
    }

    /** {@return the offsets that the target had, or null if they have not been looked at} */
    @Nullable
    OffsetSnapshot targetBefore() {
        return values.targetBefore;
    }

    /** {@return whether the connector on the target takes part when its offsets are changed} */
    Participation participation() {
        return values.participation;
    }

    /** {@return the state that the source was in, FAILED among them, or null if it has not been looked at} */
    @Nullable
    ConnectorState sourceState() {
        return values.sourceState;
    }

    /** {@return the state that the target is to be brought to, or null if it is not known yet} A failed connector was to run. */
    @Nullable
    ConnectorState wantedState() {
        ConnectorState wanted = values.wantedState == null ? values.sourceState : values.wantedState;
        return wanted == ConnectorState.FAILED ? ConnectorState.RUNNING : wanted;
    }

    /** {@return whether the target had failed when it was left, so that it may fail when it is brought back to that} */
    boolean mayFailAgain() {
        return values.wantedState == ConnectorState.FAILED;
    }

    /** {@return whether the copy that runs may have been touched} */
    boolean hasSetOut() {
        return values.sourceState != null || values.undoing;
    }

    /** {@return how many tasks the source had} */
    int sourceTasks() {
        return values.sourceTasks;
    }

    /** {@return when the source, which ran, was asked to pause, or null if that has not happened} */
    @Nullable
    Instant downSince() {
        return values.downSince;
    }

    /** {@return whether the source was asked in this call to come to rest} */
    boolean sourceStopped() {
        return values.sourceStopped;
    }

    /** {@return when the source was asked in this call to come to rest, or null if it was not} */
    @Nullable
    Instant stopAsked() {
        return values.stopAsked;
    }

    /** {@return whether the source was seen to run in this call, and nothing has been asked of it yet} */
    boolean sourceSeenRunning() {
        return values.sourceSeenRunning;
    }

    /** {@return whether the source was asked in this call to pause} */
    boolean sourcePaused() {
        return values.sourcePaused;
    }

    /** {@return whether it was seen in this call that the target has no such connector, and none has been created yet} */
    boolean targetAbsent() {
        return values.targetAbsent;
    }

    /** {@return whether the connector on the target was created in this call} */
    boolean targetOurs() {
        return values.targetOurs;
    }

    /** {@return whether what was created on the target in this call was looked for in vain while going back} */
    boolean absenceSeen() {
        return values.absenceSeen;
    }

    /** {@return whether it was seen to in this call that the target has no offsets} */
    boolean targetCleared() {
        return values.targetCleared;
    }

    /** {@return whether nothing has been done to the offsets that the target was found to have} */
    boolean targetKept() {
        return values.targetKept;
    }

    /** {@return the source's final offsets, or null if they have not been read} */
    @Nullable
    OffsetSnapshot snapshot() {
        return values.snapshot;
    }

    /** {@return what the offsets were read with, or null if they have not been read} */
    @Nullable
    TransportChoice readWith() {
        return values.readWith;
    }

    /** {@return what the offsets were written with, or null if they have not been written} */
    @Nullable
    TransportChoice writtenWith() {
        return values.writtenWith;
    }

    /** {@return whether the cut-over hook may have been called} */
    boolean cutOver() {
        return values.cutOver;
    }

    /** {@return whether the target may have been asked to run: from here on it may have copied records} */
    boolean targetResumed() {
        return values.targetResumed;
    }

    /** {@return whether the target may run, or may have run: everything but that can still be undone} */
    boolean targetMayRun() {
        return values.targetResumed && !values.targetUntouched;
    }

    /** {@return whether it is known that the target has not been asked to run, though it is about to be} */
    boolean targetUntouched() {
        return values.targetUntouched;
    }

    /** {@return whether a request to start the target has failed in this call in a way that leaves open whether it was done} */
    boolean startUnclear() {
        return values.startUnclear;
    }

    /** {@return when every task of the target was seen to run, or null if that has not been} */
    @Nullable
    Instant upSince() {
        return values.upSince;
    }

    /** {@return whether the target was seen to commit offsets of its own} */
    boolean movedOn() {
        return values.movedOn;
    }

    /** {@return the offsets that the target had when it was looked at in this call after it was resumed, or null} */
    @Nullable
    OffsetSnapshot targetAfter() {
        return values.targetAfter;
    }

    /** {@return whether the migration is going back} */
    boolean undoing() {
        return values.undoing;
    }

    /** {@return whether the source was asked in this call to return to its former state} */
    boolean sourceReturned() {
        return values.sourceReturned;
    }

    /** {@return for how many partitions an offset was carried over} */
    int offsetsMoved() {
        return values.snapshot == null ? 0 : values.snapshot.size();
    }

    /** {@return from the source's pause until the target was seen to run, or null if either has not happened} */
    @Nullable
    Duration downtime() {
        return sincePause(values.upSince);
    }

    /** {@return from the source's pause until the target was seen in this call to have committed more than it was given, or null} */
    @Nullable
    Duration silence() {
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
    Problem remark() {
        return values.remark;
    }

    /** The values while they are being changed. */
    static final class Draft {

        @Nullable
        MigrationStep completed;

        boolean targetCreated;

        @Nullable
        OffsetSnapshot targetBefore;

        Participation participation = Participation.CONNECT_ONLY;

        @Nullable
        ConnectorState sourceState;

        @Nullable
        ConnectorState wantedState;

        int sourceTasks;

        @Nullable
        Instant downSince;

        boolean sourceSeenRunning;
        boolean sourcePaused;
        boolean sourceStopped;

        @Nullable
        Instant stopAsked;

        boolean targetAbsent;
        boolean targetOurs;
        boolean targetCleared;
        boolean targetKept;
        boolean absenceSeen;

        @Nullable
        OffsetSnapshot snapshot;

        @Nullable
        TransportChoice readWith;

        @Nullable
        TransportChoice writtenWith;

        boolean cutOver;
        boolean targetResumed;
        boolean targetUntouched;
        boolean startUnclear;

        @Nullable
        Instant upSince;

        boolean movedOn;

        @Nullable
        Instant committedAt;

        @Nullable
        OffsetSnapshot targetAfter;

        @Nullable
        Problem remark;

        boolean undoing;
        boolean sourceReturned;

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
