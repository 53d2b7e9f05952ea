package io.connectmigrator.migration.internal.step;

import static java.util.Objects.requireNonNullElse;

import io.connectmigrator.migration.internal.baseline.Sampling;
import io.connectmigrator.migration.internal.connector.Move;
import io.connectmigrator.migration.internal.connector.OriginalPartitions;
import io.connectmigrator.migration.internal.state.Progress;
import io.connectmigrator.offset.OffsetOwner;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.plan.RehearsedWrite;
import io.connectmigrator.report.MigrationStep;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The steps that lead a connector from one side to the other, and what is taken back, in which order, if one of them
 * fails before the target is resumed.
 */
public final class StepSequence {

    /**
     * What is undone: first the source, since it is what is down, then the records of the caller, and last the target, which does
     * not run. What was called before the source was touched is taken back after it. What is not named here leaves nothing behind.
     */
    private static final List<List<MigrationStep>> UNDONE_IN_THIS_ORDER = List.of(
            List.of(MigrationStep.QUIESCE, MigrationStep.BEFORE_QUIESCE),
            List.of(MigrationStep.CUT_OVER),
            List.of(MigrationStep.WRITE, MigrationStep.PREPARE));

    private final List<Step> steps;
    private final boolean isUndoneAtEnd;

    private StepSequence(List<Step> steps) {
        this(steps, false);
    }

    private StepSequence(List<Step> steps, boolean isUndoneAtEnd) {
        this.steps = steps;
        this.isUndoneAtEnd = isUndoneAtEnd;
    }

    /**
     * {@return the way from the source to the target}
     *
     * @param watched whether a watch follows
     * @param samples the samples of the source before it is touched, or null if there are to be none
     */
    public static StepSequence forward(
            Move move, Clock clock, Duration settling, boolean watched, @Nullable Sampling samples) {
        boolean createsStopped = move.target().capabilities().initialState();
        List<Step> steps = new ArrayList<>();
        steps.add(createsStopped ? new PrepareStep() : new PrepareSeedStep());
        if (samples != null) {
            steps.add(new BaselineStep(samples));
        }
        if (SettleStep.isWanted(move)) {
            steps.add(new SettleStep(clock, samples == null ? move.settle() : left(move.settle(), samples.apart())));
        }
        boolean isSink = isSink(move);
        if (move.crossing() != null && isSink) {
            steps.add(new AwaitMirrorStep());
        }
        if (move.hooks().beforeQuiesce() != null) {
            steps.add(HookStep.beforeQuiesce());
        }
        steps.add(new QuiesceStep(clock));
        steps.add(new SnapshotStep());
        translation(move, true).ifPresent(steps::add);
        steps.add(new WriteStep());
        steps.add(new VerifyStep());
        steps.add(HookStep.cutOver());
        steps.add(createsStopped ? new ResumeStep(clock) : new CreateStep(clock));
        steps.add(new ProveStep(clock, settling, watched));
        return new StepSequence(List.copyOf(steps));
    }

    /** {@return what is done with the offsets between snapshot and write} A source that is only rehearsed runs on, so it is not waited for. */
    private static Optional<Step> translation(Move move, boolean isMoved) {
        Step across = null;
        if (move.crossing() != null && isSink(move)) {
            across = new TranslateStep();
        } else if (move.crossing() != null && isMoved) {
            across = new FenceStep();
        }
        return move.transformation() == null ? Optional.ofNullable(across) : Optional.of(new TransformStep(across));
    }

    private static boolean isSink(Move move) {
        return move.source().offsets().owner().kind() == OffsetOwner.Kind.SINK;
    }

    /** What was created settles while samples are taken. */
    private static Duration left(Duration settle, Duration sampling) {
        return settle.compareTo(sampling) > 0 ? settle.minus(sampling) : Duration.ZERO;
    }

    /** {@return the way back from the target, which may have run; on it, source and target have changed places} */
    public static StepSequence rollback(Move move, Progress forward, Clock clock) {
        // The connector is still there, so it need not be prepared.
        List<Step> steps = new ArrayList<>(List.of(new QuiesceStep(clock), new SnapshotStep()));
        if (move.crossing() != null && isSink(move)) {
            steps.add(new TranslateStep());
        } else if (!isSink(move)) {
            OriginalPartitions.of(forward).map(TransformBackStep::new).ifPresent(steps::add);
        }
        steps.addAll(List.of(
                new WriteStep(),
                new VerifyStep(),
                HookStep.cutOver(),
                new ResumeStep(clock),
                new RemoveStep(
                        requireNonNullElse(forward.targetBefore(), OffsetSnapshot.empty()), forward.targetKept())));
        return new StepSequence(List.copyOf(steps));
    }

    /** {@return what is tried of the way to the target with a copy of the connector, and undone when it has succeeded} */
    public static StepSequence rehearsal(Move move, RehearsedWrite write) {
        List<Step> steps = new ArrayList<>();
        steps.add(move.target().capabilities().initialState() ? new PrepareStep() : new PrepareSeedStep());
        steps.add(new RehearsedSnapshotStep());
        translation(move, false).ifPresent(steps::add);
        steps.add(new RehearsedWriteStep(write));
        steps.add(new RehearsedVerifyStep());
        return new StepSequence(List.copyOf(steps), true);
    }

    /** {@return whether everything is undone when the last step is complete} */
    public boolean isUndoneAtEnd() {
        return isUndoneAtEnd;
    }

    /** {@return the end of a migration whose connector stays on the target} */
    public static StepSequence confirm() {
        return new StepSequence(List.of(new DeleteSourceStep()));
    }

    /**
     * {@return the steps that are left} Until the target may have been resumed these are all of them: each looks at the
     * clusters before it acts, and what others have done in the meantime must not be missed.
     */
    public List<Step> remaining(Progress progress) {
        return progress.targetResumed()
                ? steps.subList(Math.max(0, position(MigrationStep.RESUME)), steps.size())
                : steps;
    }

    /** {@return what is to be undone, in chains that are independent, if a step failed; all there is if it is not known which} */
    public List<List<Step>> undo(@Nullable MigrationStep failedAt) {
        List<Step> begun = failedAt == null ? steps : steps.subList(0, position(failedAt) + 1);
        return UNDONE_IN_THIS_ORDER.stream()
                .map(chain -> chain.stream()
                        .flatMap(name -> begun.stream().filter(step -> step.name() == name))
                        .toList())
                .filter(chain -> !chain.isEmpty())
                .toList();
    }

    /** {@return the index of a step, -1 if it is not in the sequence} */
    private int position(MigrationStep name) {
        return steps.stream().map(Step::name).toList().indexOf(name);
    }
}
