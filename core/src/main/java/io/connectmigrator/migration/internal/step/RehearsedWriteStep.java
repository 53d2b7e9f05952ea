package io.connectmigrator.migration.internal.step;

import static io.connectmigrator.migration.internal.step.StepResult.done;
import static java.util.Objects.requireNonNull;

import io.connectmigrator.migration.internal.connector.Move;
import io.connectmigrator.migration.internal.state.Progress;
import io.connectmigrator.plan.RehearsedWrite;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;

/**
 * Writes the offsets under the name of the copy, unless there are none, they might be written to those of the source, or the connector
 * itself would take part.
 */
final class RehearsedWriteStep implements Step {

    private final WriteStep write = new WriteStep();
    private final RehearsedWrite policy;

    RehearsedWriteStep(RehearsedWrite policy) {
        this.policy = policy;
    }

    @Override
    public MigrationStep name() {
        return MigrationStep.WRITE;
    }

    @Override
    public StepResult advance(Move move, Progress progress) {
        if (requireNonNull(progress.given(), "offsets given").isEmpty()) {
            return done(without(progress, move.source() + " has no offsets yet", "Rehearse again when it has some"));
        }
        if (progress.targetKept()) {
            return done(without(
                    progress,
                    move.target() + " has offsets already, which may be those of " + move.source()
                            + ": the workers may have put both into one consumer group (consumer.group.id)",
                    "Give the connector a consumer group of its own with config(…), or both clients"
                            + " offsetTransport(KafkaOffsets…), each with the consumerGroupId(…) of its workers"));
        }
        if (policy == RehearsedWrite.LEAVE_OUT
                && isOurs(move, progress)
                && move.target().takesPartInAlterations()) {
            return done(without(
                    progress,
                    move.target()
                            + " takes part when its offsets are altered, which might change something in a system of"
                            + " its own",
                    "If that is harmless for a copy of it, say rehearsedWrite(WRITE) in the plan and rehearse again"));
        }
        return write.advance(move, progress.with(p -> p.remark = null));
    }

    /** Another may have created a connector of that name, which is not to be asked. */
    private static boolean isOurs(Move move, Progress progress) {
        return progress.targetCreated()
                && move.target()
                        .find()
                        .filter(found -> move.targetConfig()
                                .keysShownOtherwise(found.config())
                                .isEmpty())
                        .isPresent();
    }

    private static Progress without(Progress progress, String reason, String remedy) {
        return progress.with(p -> p.remark = Problem.warning(
                ProblemCode.REHEARSED_IN_PART, "no offsets were written and read back: " + reason, remedy));
    }

    @Override
    public StepResult undo(Move move, Progress progress) {
        return write.undo(move, progress);
    }
}
