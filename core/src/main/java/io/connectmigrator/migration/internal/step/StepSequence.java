package io.connectmigrator.migration.internal.step;

import static java.util.Objects.requireNonNullElse;

import io.connectmigrator.migration.internal.baseline.Sampling;
import io.connectmigrator.migration.internal.connector.Move;
import io.connectmigrator.migration.internal.connector.MoveUnit;
import io.connectmigrator.migration.internal.connector.OriginalPartitions;
import io.connectmigrator.migration.internal.connector.Shares;
import io.connectmigrator.migration.internal.state.Progress;
import io.connectmigrator.migration.internal.state.UnitProgress;
import io.connectmigrator.migration.internal.work.ConcurrentReads;
import io.connectmigrator.offset.OffsetOwner;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.plan.RehearsedWrite;
import io.connectmigrator.report.MigrationStep;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The steps that lead the connectors of a unit from one side to the other, and what is taken back, in which order, if one of them fails
 * before a target is resumed. The moves of a unit make each step side by side, and none begins the next one before all are through.
 */
public final class StepSequence {

    /**
     * What is undone: first the sources, since they are what is down, then the records of the caller, and last the targets, which do
     * not run. What was called before a source was touched is taken back after it. What is not named here leaves nothing behind.
     */
    private static final List<List<MigrationStep>> UNDONE_IN_THIS_ORDER = List.of(
            List.of(MigrationStep.QUIESCE, MigrationStep.BEFORE_QUIESCE),
            List.of(MigrationStep.CUT_OVER),
            List.of(MigrationStep.WRITE, MigrationStep.PREPARE));

    private final List<StepAction> steps;
    private final int moves;
    private final boolean isUndoneAtEnd;

    private StepSequence(List<StepAction> steps, int moves, boolean isUndoneAtEnd) {
        this.steps = List.copyOf(steps);
        this.moves = moves;
        this.isUndoneAtEnd = isUndoneAtEnd;
    }

    /**
     * {@return the way from the sources to the targets}
     *
     * @param reads what reads from both sides at once
     * @param watched whether a watch follows
     * @param samples the samples of the source of each move before it is touched; none if there are to be none
     */
    public static StepSequence forward(
            MoveUnit unit,
            Clock clock,
            ConcurrentReads reads,
            Duration settling,
            boolean watched,
            List<Sampling> samples) {
        Builder steps = new Builder(unit);
        steps.add(Move::leadsTarget, StepSequence::preparing);
        if (!samples.isEmpty()) {
            steps.add(move -> true, move -> new BaselineStep(samples.get(move.index())));
        }
        steps.add(
                move -> move.leadsTarget() && SettleStep.isWanted(move),
                move -> new SettleStep(
                        clock,
                        samples.isEmpty()
                                ? move.settle()
                                : left(move.settle(), samples.get(move.index()).apart())));
        steps.add(move -> move.leadsSource() && move.isTranslated(), move -> new AwaitMirrorStep());
        steps.add(move -> move.leads() && move.hooks().beforeQuiesce() != null, move -> HookStep.beforeQuiesce());
        steps.add(Move::leadsSource, move -> new QuiesceStep(clock));
        steps.add(Move::leadsSource, move -> new SnapshotStep());
        steps.addOptional(move -> translation(move, true));
        steps.add(Move::leadsTarget, move -> new WriteStep());
        steps.add(move -> true, move -> new VerifyStep(clock, reads));
        steps.add(Move::leads, move -> HookStep.cutOver());
        steps.add(
                Move::leadsTarget, move -> createsStopped(move) ? new ResumeStep(clock, reads) : new CreateStep(clock));
        steps.add(Move::leadsTarget, move -> new ProveStep(clock, settling, watched));
        return steps.build(false);
    }

    private static boolean createsStopped(Move move) {
        return move.target().capabilities().initialState();
    }

    private static Step preparing(Move move) {
        return createsStopped(move) ? new PrepareStep() : new PrepareSeedStep();
    }

    /** {@return what is done with the offsets between snapshot and write} A source that is only rehearsed runs on, so it is not waited for. */
    private static Optional<Step> translation(Move move, boolean isMoved) {
        MirrorStep across = across(move, isMoved);
        if (!move.isAlone()) {
            return Optional.of(new CombineStep(Shares.PLANNED, across));
        }
        return move.transformation() == null ? Optional.ofNullable(across) : Optional.of(new TransformStep(across));
    }

    private static @Nullable MirrorStep across(Move move, boolean isMoved) {
        if (move.crossing() == null || !move.leadsSource()) {
            return null;
        }
        if (move.isTranslated()) {
            return new TranslateStep();
        }
        return isMoved ? new FenceStep() : null;
    }

    private static boolean isSink(Move move) {
        return move.source().offsets().owner().kind() == OffsetOwner.Kind.SINK;
    }

    /** What was created settles while samples are taken. */
    private static Duration left(Duration settle, Duration sampling) {
        return settle.compareTo(sampling) > 0 ? settle.minus(sampling) : Duration.ZERO;
    }

    /**
     * {@return the way back from the targets, which may have run; on it, sources and targets have changed places}
     *
     * @param forward what the moves had reached on the way there
     * @param shares what goes back to which connector, if there are several
     */
    public static StepSequence rollback(
            MoveUnit unit, UnitProgress forward, Shares shares, Clock clock, ConcurrentReads reads) {
        // The connectors are still there, so they need not be prepared.
        Builder steps = new Builder(unit);
        steps.add(Move::leadsSource, move -> new QuiesceStep(clock));
        steps.add(Move::leadsSource, move -> new SnapshotStep());
        steps.addOptional(move -> translationBack(move, forward.of(move.index()), shares));
        steps.add(Move::leadsTarget, move -> new WriteStep());
        steps.add(move -> true, move -> new VerifyStep(clock, reads));
        steps.add(Move::leads, move -> HookStep.cutOver());
        steps.add(Move::leadsTarget, move -> new ResumeStep(clock, reads));
        steps.add(Move::leadsSource, move -> removal(forward.of(move.index())));
        return steps.build(false);
    }

    private static Optional<Step> translationBack(Move move, Progress forward, Shares shares) {
        if (!move.isAlone()) {
            return Optional.of(new CombineStep(shares, translationBack(move)));
        }
        if (isSink(move)) {
            return Optional.ofNullable(translationBack(move));
        }
        return OriginalPartitions.of(forward).map(TransformBackStep::new);
    }

    /** What a source writes again is not mirrored in the opposite direction. */
    private static @Nullable MirrorStep translationBack(Move move) {
        return across(move, false);
    }

    private static Step removal(Progress forward) {
        return new RemoveStep(requireNonNullElse(forward.targetBefore(), OffsetSnapshot.empty()), forward.targetKept());
    }

    /** {@return what is tried of the way to the targets with copies of the connectors, and undone when it has succeeded} */
    public static StepSequence rehearsal(MoveUnit unit, RehearsedWrite write) {
        Builder steps = new Builder(unit);
        steps.add(Move::leadsTarget, StepSequence::preparing);
        steps.add(Move::leadsSource, move -> new RehearsedSnapshotStep());
        steps.addOptional(move -> translation(move, false));
        steps.add(Move::leadsTarget, move -> new RehearsedWriteStep(write));
        steps.add(Move::leadsTarget, move -> new RehearsedVerifyStep());
        return steps.build(true);
    }

    /** {@return the end of a migration whose connectors stay on the target} */
    public static StepSequence confirm(MoveUnit unit) {
        Builder steps = new Builder(unit);
        steps.add(Move::leadsSource, move -> new DeleteSourceStep());
        return steps.build(false);
    }

    /** {@return whether everything is undone when the last step is complete} */
    public boolean isUndoneAtEnd() {
        return isUndoneAtEnd;
    }

    /**
     * {@return the steps that are left, those that are made side by side together} Until a target may have been resumed these are all of
     * them: each looks at the clusters before it acts, and what others have done in the meantime must not be missed.
     */
    public List<List<StepAction>> remaining(UnitProgress progress) {
        List<MigrationStep> names =
                steps.stream().map(StepAction::step).distinct().toList();
        int first = progress.targetResumed() ? Math.max(0, names.indexOf(MigrationStep.RESUME)) : 0;
        return names.subList(first, names.size()).stream().map(this::named).toList();
    }

    private List<StepAction> named(MigrationStep name) {
        return steps.stream().filter(step -> step.step() == name).toList();
    }

    /** {@return what is to be undone, in chains that are independent, if a step failed; all there is if it is not known which} */
    public List<List<StepAction>> undo(@Nullable MigrationStep failedAt) {
        List<MigrationStep> names =
                steps.stream().map(StepAction::step).distinct().toList();
        List<MigrationStep> begun = failedAt == null ? names : names.subList(0, names.indexOf(failedAt) + 1);
        List<List<StepAction>> chains = new ArrayList<>();
        for (List<MigrationStep> chain : UNDONE_IN_THIS_ORDER) {
            for (int move = 0; move < moves; move++) {
                chains.add(undo(chain.stream().filter(begun::contains).toList(), move));
            }
        }
        return chains.stream().filter(chain -> !chain.isEmpty()).toList();
    }

    private List<StepAction> undo(List<MigrationStep> chain, int move) {
        return chain.stream()
                .flatMap(name -> named(name).stream())
                .filter(step -> step.move() == move)
                .map(StepAction::undone)
                .toList();
    }

    /** Lists steps in their order. */
    private static final class Builder {

        private final MoveUnit unit;
        private final List<StepAction> steps = new ArrayList<>();

        Builder(MoveUnit unit) {
            this.unit = unit;
        }

        void add(Predicate<Move> which, Function<Move, Step> step) {
            addOptional(move -> which.test(move) ? Optional.of(step.apply(move)) : Optional.empty());
        }

        void addOptional(Function<Move, Optional<Step>> step) {
            unit.moves()
                    .forEach(move ->
                            step.apply(move).ifPresent(found -> steps.add(StepAction.forward(found, move.index()))));
        }

        StepSequence build(boolean isUndoneAtEnd) {
            return new StepSequence(steps, unit.moves().size(), isUndoneAtEnd);
        }
    }
}
