package io.connectmigrator.migration.internal.step;

import static io.connectmigrator.migration.internal.step.StepResult.again;
import static io.connectmigrator.migration.internal.step.StepResult.done;
import static java.util.Objects.requireNonNull;

import io.connectmigrator.connect.RequestFailedException;
import io.connectmigrator.migration.internal.connector.Condition;
import io.connectmigrator.migration.internal.connector.CopyOffsets;
import io.connectmigrator.migration.internal.connector.Move;
import io.connectmigrator.migration.internal.connector.ResumePreconditions;
import io.connectmigrator.migration.internal.state.Progress;
import io.connectmigrator.migration.internal.work.ConcurrentReads;
import io.connectmigrator.offset.OffsetOwner;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.offset.SnapshotDiff;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import io.connectmigrator.report.internal.StepFailedException;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * Reads the offsets back from the target. Before the caller's records are switched it also looks whether the source is still
 * where it was read. Otherwise the resume, which comes next, does so at once: the reading here lets the workers show there what they have
 * been committing.
 */
final class VerifyStep implements Step {

    private final Clock clock;
    private final ConcurrentReads reads;

    VerifyStep(Clock clock, ConcurrentReads reads) {
        this.clock = clock;
        this.reads = reads;
    }

    @Override
    public MigrationStep name() {
        return MigrationStep.VERIFY;
    }

    @Override
    public StepResult advance(Move move, Progress progress) {
        if (move.hooks().onCutover() != null) {
            requireAsWritten(move, progress);
            return move.leadsSource() ? sourceQuiet(move, progress) : done(progress);
        }
        Instant began = clock.instant();
        Supplier<Boolean> sourceIsAsRead = reads.begin(() -> move.leadsSource() && sourceIsAsRead(move, progress));
        requireAsWritten(move, progress);
        boolean isAsRead = sourceIsAsRead.get();
        return done(progress.with(p -> p.call.sourceReadAgain = isAsRead ? began : null));
    }

    /** What comes next looks again, so that whatever keeps this from telling is no failure. */
    private static boolean sourceIsAsRead(Move move, Progress progress) {
        try {
            return requireNonNull(progress.snapshot(), "snapshot")
                    .diff(move.source().offsets().glance())
                    .isEmpty();
        } catch (Throwable e) {
            return false;
        }
    }

    /**
     * Requires that the target of a move, if it leads it, has the offsets that were given to it.
     *
     * @throws StepFailedException if it has not
     */
    static void requireAsWritten(Move move, Progress progress) {
        if (move.leadsTarget()) {
            requireAsWritten(move, requireNonNull(progress.given(), "offsets given"));
        }
    }

    private static void requireAsWritten(Move move, OffsetSnapshot written) {
        SnapshotDiff difference = move.target().offsets().differenceFrom(written);
        if (!difference.isEmpty()) {
            throw new StepFailedException(Problem.error(
                    ProblemCode.OFFSETS_NOT_AS_WRITTEN,
                    move.target() + " does not have the offsets that were written to it: " + difference,
                    "Find out what else writes its offsets, then try again"));
        }
        requireSeenByWorkers(move, written);
    }

    /** A transport of another topic or cluster reads back what it has written, of which the workers see nothing. */
    private static void requireSeenByWorkers(Move move, OffsetSnapshot written) {
        CopyOffsets target = move.target().offsets();
        if (written.isEmpty() || target.given().isEmpty() || move.sharedOffsets() || !target.listedByWorkers()) {
            return;
        }
        boolean isUnseen;
        try {
            OffsetSnapshot seen = target.listOverRest();
            boolean isSink = target.owner().kind() == OffsetOwner.Kind.SINK;
            isUnseen = isSink ? !written.diff(seen).isEmpty() : seen.isEmpty();
        } catch (RequestFailedException e) {
            // Offsets that the workers cannot list tell nothing about the transport.
            isUnseen = false;
        }
        if (isUnseen) {
            throw new StepFailedException(Problem.error(
                    ProblemCode.WRONG_TRANSPORT,
                    "the transport of " + move.target().cluster().name()
                            + " has written the offsets, but the workers do not see those of " + move.target(),
                    "Give the client the transport of its own cluster: the topic and the Kafka cluster of these workers,"
                            + " and for sinks their consumerGroupId(…), if they have one"));
        }
    }

    private static StepResult sourceQuiet(Move move, Progress progress) {
        try {
            ResumePreconditions.requireSourceQuiet(move, progress);
            return done(progress);
        } catch (StepFailedException e) {
            Condition settled = ResumePreconditions.settled(move, progress);
            if (settled.holds()) {
                throw e;
            }
            return again(progress, settled);
        }
    }
}
