package io.connectmigrator.migration.internal.run;

import io.connectmigrator.connect.ConnectorNotFoundException;
import io.connectmigrator.connect.ConnectorNotStoppedException;
import io.connectmigrator.connect.NotSupportedException;
import io.connectmigrator.connect.ZombieTasksException;
import io.connectmigrator.internal.Waiting;
import io.connectmigrator.journal.ClaimedException;
import io.connectmigrator.migration.internal.connector.PendingWrites;
import io.connectmigrator.migration.internal.state.UnitProgress;
import io.connectmigrator.migration.internal.step.StepAction;
import io.connectmigrator.migration.internal.work.Timeouts;
import io.connectmigrator.report.ProblemCode;
import io.connectmigrator.report.StepReport;
import io.connectmigrator.report.internal.StepFailedException;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Decides whether a part of a step that has failed is tried again. What undoes, or comes after the target may have been started, is
 * tried until its deadline, whatever it has thrown: to give up would leave both copies down.
 */
final class RetryPolicy {

    /** For how long «no such connector» and «not stopped» may be an answer of a worker that does not know the latest yet. */
    static final Duration GRACE = Duration.ofSeconds(5);

    /** Another try would find the same: it is another's connector, or beyond these workers. */
    private static final Set<ProblemCode> FINAL = Set.of(
            ProblemCode.NAME_TAKEN,
            ProblemCode.SOURCE_CHANGED,
            ProblemCode.TARGET_CHANGED,
            ProblemCode.CONNECTOR_NOT_STOPPED,
            ProblemCode.OFFSETS_NEED_TRANSPORT,
            ProblemCode.NOT_SUPPORTED);

    private final boolean isUndo;
    private final PendingWrites pendingWrites;
    private final Supplier<UnitProgress> progress;
    private final Waiting waiting;
    private final Waiting.Deadline deadline;
    private final Waiting.Deadline extended;
    private Waiting.Deadline grace;

    RetryPolicy(
            StepAction action,
            PendingWrites pendingWrites,
            Supplier<UnitProgress> progress,
            Waiting waiting,
            Timeouts timeouts) {
        this.isUndo = action.direction() == StepReport.Direction.UNDO;
        this.pendingWrites = pendingWrites;
        this.progress = progress;
        this.waiting = waiting;
        this.deadline = waiting.deadline(action.timeout(timeouts));
        this.extended = waiting.deadline(
                action.timeout(timeouts).plus(timeouts.pending()).plus(timeouts.pending()));
        this.grace = waiting.deadline(GRACE);
    }

    Waiting.Deadline deadline() {
        return deadline;
    }

    /** Workers were asked for something just now, so that they may not know it yet. */
    void renewGrace() {
        grace = waiting.deadline(GRACE);
    }

    boolean graceExpired() {
        return grace.expired();
    }

    /** {@return whether to stop half-way would leave neither copy running: the target may run, or the source is being brought back} */
    boolean mustNotEnd() {
        return isUndo || progress.get().targetMayRun();
    }

    boolean isWorthAnotherTry(Throwable failure) {
        if (failure instanceof ClaimedException || (deadline.expired() && !isStartOpen())) {
            return false;
        }
        if (mustNotEnd()) {
            return !isFinal(failure);
        }
        return failure instanceof ZombieTasksException || (isLagging(failure) && !grace.expired());
    }

    /** A cluster needs a moment until all of its workers know what one of them has just done. */
    private static boolean isLagging(Throwable failure) {
        return failure instanceof ConnectorNotFoundException || failure instanceof ConnectorNotStoppedException;
    }

    /** Until no worker can start the target any more, to give up would mean not to know whether it runs. */
    private boolean isStartOpen() {
        return !isUndo && mustNotEnd() && !extended.expired() && pendingWrites.exist();
    }

    private boolean isFinal(Throwable failure) {
        if (failure instanceof StepFailedException step) {
            ProblemCode code = step.problem().code();
            // A request that was broken off because the time was over has told nothing.
            return isUndo ? FINAL.contains(code) : code != ProblemCode.TIMED_OUT;
        }
        return failure instanceof NotSupportedException || (isLagging(failure) && grace.expired());
    }
}
