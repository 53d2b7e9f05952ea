package io.connectmigrator.migration.internal.run;

import io.connectmigrator.journal.ClaimedException;
import io.connectmigrator.journal.JournalException;
import io.connectmigrator.migration.internal.connector.Move;
import io.connectmigrator.migration.internal.connector.MoveUnit;
import io.connectmigrator.migration.internal.state.Progress;
import io.connectmigrator.migration.internal.state.UnitProgress;
import io.connectmigrator.migration.internal.step.StepAction;
import io.connectmigrator.migration.internal.step.StepSequence;
import io.connectmigrator.migration.internal.step.UndoGuard;
import io.connectmigrator.migration.internal.work.ResumableTask;
import io.connectmigrator.report.MigrationOutcome;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import io.connectmigrator.report.StepReport;
import io.connectmigrator.report.internal.Failures;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Runs the steps of a sequence for the moves of a unit, and undoes them if one of them fails before the target may have been started, whatever
 * it has thrown, or at the end of a rehearsal. Once it has prepared it halts until it is told to {@link #settle}, and before the copy that runs is touched until
 * it is told to {@link #proceed} or {@link #callOff}.
 */
final class StepExecutor implements ResumableTask {

    /** A cluster that does not answer for longer is no reason to leave the source down. */
    private static final Duration LOOK_FOR_OBSTACLE = Duration.ofSeconds(5);

    /** What leaves the copy that runs alone, and needs no permit. */
    private static final Set<MigrationStep> WHILE_SETTLING = Set.of(MigrationStep.BASELINE, MigrationStep.SETTLE);

    private final StepSequence sequence;
    private final Function<UnitProgress, MigrationOutcome> completed;
    private final List<ConnectorContext> contexts;
    private final MigratorContext migratorContext;
    private final StepRunner runner;
    private final Deque<List<StepAction>> actions = new ArrayDeque<>();
    private final boolean startedBefore;
    private @Nullable SideBySide current;
    private @Nullable UndoExecutor undo;
    private boolean begun;
    private boolean settles;
    private boolean proceeds;
    private boolean calledOff;
    private boolean through;
    private @Nullable MigrationStep failedAt;
    private @Nullable MigrationOutcome outcome;

    /**
     * @param sequence makes the steps of the moves, which know each other by then
     * @param start the progress to begin with
     * @param journal writes a progress to the journal
     * @param completed the outcome once all steps are complete
     * @param contexts the contexts of the moves, in their order
     */
    StepExecutor(
            Function<MoveUnit, StepSequence> sequence,
            List<Move> moves,
            UnitProgress start,
            Consumer<UnitProgress> journal,
            Function<UnitProgress, MigrationOutcome> completed,
            List<ConnectorContext> contexts,
            MigratorContext migratorContext) {
        this.completed = completed;
        this.contexts = contexts;
        this.migratorContext = migratorContext;
        this.runner = new StepRunner(moves, start, journal, contexts, migratorContext);
        this.sequence = sequence.apply(runner.unit());
        // A connector that is down waits for no other one.
        this.startedBefore = start.hasStarted() || start.downSince() != null;
    }

    /** Runs the steps that are left, as far as it may; never throws because one of them fails. */
    @Override
    public Optional<Duration> run() {
        try {
            if (!begun) {
                begin();
            }
            while (outcome == null && !waitsToProceed()) {
                Optional<Duration> pause = undo == null ? advance(actions.element()) : undo(undo);
                if (pause.isPresent()) {
                    return pause;
                }
            }
        } catch (ClaimedException | JournalException e) {
            runner.problems().add(Failures.problem(e));
            end(unfinished());
        }
        return Optional.empty();
    }

    private void begin() {
        begun = true;
        if (progress().undoing()) {
            beginUndo();
        } else {
            actions.addAll(sequence.remaining(progress()));
            completeIfThrough();
        }
    }

    /** {@return whether everything is prepared, and nothing of the copy that runs has been touched} */
    boolean waitsToProceed() {
        List<StepAction> next = actions.peek();
        return begun
                && outcome == null
                && current == null
                && undo == null
                && !proceeds
                && !startedBefore
                && next != null
                && next.get(0).step() != MigrationStep.PREPARE
                && !(settles && WHILE_SETTLING.contains(next.get(0).step()));
    }

    /** {@return whether all copies run on the target, and are only looked at} */
    boolean isProving() {
        List<StepAction> next = actions.peek();
        return undo == null && outcome == null && next != null && next.get(0).step() == MigrationStep.PROVE;
    }

    /** Lets it take samples and look whether what was prepared is left alone, before it waits again. */
    void settle() {
        settles = true;
    }

    /** Lets it go on from where it waits. */
    void proceed() {
        proceeds = true;
    }

    /** Undoes what was prepared, instead of going on from where it waits. */
    void callOff(Problem why) {
        runner.problems().add(why);
        calledOff = true;
        failedAt = MigrationStep.PREPARE;
        proceeds = true;
        runner.reached(progress().with(p -> p.undoing = true));
        begun = false;
    }

    private Optional<Duration> advance(List<StepAction> together) {
        SideBySide steps = current == null ? new SideBySide(together, runner, migratorContext) : current;
        current = steps;
        Optional<Duration> pause = steps.run();
        if (pause.isPresent()) {
            return pause;
        }
        current = null;
        actions.remove();
        MigrationStep step = together.get(0).step();
        if (steps.allSucceeded()) {
            runner.reached(progress().with(p -> p.completed = step));
            completeIfThrough();
        } else {
            failedAt = step;
            undoIfTargetHasNotRun();
        }
        return Optional.empty();
    }

    private void completeIfThrough() {
        if (actions.isEmpty()) {
            runner.tell(Progress::remark);
            through = true;
            if (sequence.isUndoneAtEnd()) {
                beginUndo();
            } else {
                end(completed.apply(progress()));
            }
        }
    }

    /** However it ends: a task that was given up has what it delivered last delivered again, also by the source that is brought back. */
    private void end(MigrationOutcome how) {
        outcome = how;
        runner.tell(Progress::slowStop);
    }

    private void undoIfTargetHasNotRun() {
        if (progress().targetMayRun() && !targetHasNotRun()) {
            leaveUnfinished();
        } else {
            beginUndo();
        }
    }

    private boolean targetHasNotRun() {
        limitLook();
        return UndoGuard.targetsHaveNotRun(lead(), progress().lead());
    }

    private void limitLook() {
        contexts.get(0).bounds().limit(migratorContext.waiting().deadline(LOOK_FOR_OBSTACLE));
    }

    private Move lead() {
        return runner.unit().moves().get(0);
    }

    /** Undoes every step that may have begun, unless that would start a second copy. */
    private void beginUndo() {
        actions.clear();
        limitLook();
        Optional<Problem> obstacle = UndoGuard.obstacle(lead(), progress().lead());
        obstacle.ifPresent(runner.problems()::add);
        if (obstacle.isPresent() && progress().targetResumed()) {
            // The target runs, if not by our doing: the next call goes on from there, as the entry says.
            leaveUnfinished();
            return;
        }
        runner.save(progress().with(p -> {
            p.undoing = true;
            p.targetResumed = false;
        }));
        if (obstacle.isPresent()) {
            end(unfinished());
            return;
        }
        // An earlier call may have come further than this one.
        undo = new UndoExecutor(sequence.undo(startedBefore ? null : failedAt), runner, migratorContext);
        endIfUndone(undo);
    }

    private Optional<Duration> undo(UndoExecutor steps) {
        Optional<Duration> pause = steps.run();
        endIfUndone(steps);
        return pause;
    }

    private void endIfUndone(UndoExecutor steps) {
        if (steps.isThrough() && outcome == null) {
            end(!steps.allSucceeded() ? unfinished() : undone());
            runner.problems()
                    .replaceAll(problem -> Outage.toldIn(problem, progress().lead(), runner.steps(0)));
        }
    }

    private MigrationOutcome undone() {
        if (through) {
            return completed.apply(progress());
        }
        return calledOff ? new MigrationOutcome.NotStarted() : new MigrationOutcome.Undone(failedAt());
    }

    private void leaveUnfinished() {
        end(unfinished());
        runner.saveLast();
    }

    private MigrationOutcome unfinished() {
        return new MigrationOutcome.Unfinished(failedAt());
    }

    /** {@return the step that failed; the first one if what failed was done by an earlier call} */
    MigrationStep failedAt() {
        return failedAt == null ? MigrationStep.PREPARE : failedAt;
    }

    /** {@return whether the final offsets of the source have been read, in this call or an earlier one, or were not there} */
    boolean hasReadOffsets() {
        return progress().lead().snapshot() != null
                || problems().stream().anyMatch(problem -> problem.code() == ProblemCode.OFFSETS_EMPTY);
    }

    /** {@return how it ended; null before that} */
    @Nullable
    MigrationOutcome outcome() {
        return outcome;
    }

    UnitProgress progress() {
        return runner.progress();
    }

    Collection<StepReport> steps(int move) {
        return runner.steps(move);
    }

    Collection<Problem> problems() {
        return runner.problems();
    }
}
