package io.connectmigrator.migration.internal.run;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.internal.RedactedException;
import io.connectmigrator.journal.ClaimedException;
import io.connectmigrator.journal.JournalException;
import io.connectmigrator.migration.internal.connector.Move;
import io.connectmigrator.migration.internal.state.Progress;
import io.connectmigrator.migration.internal.step.StepAction;
import io.connectmigrator.migration.internal.step.StepResult;
import io.connectmigrator.migration.internal.step.StepSequence;
import io.connectmigrator.migration.internal.step.UndoGuard;
import io.connectmigrator.migration.internal.work.ResumableTask;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import io.connectmigrator.report.StepReport;
import io.connectmigrator.report.internal.Failures;
import io.connectmigrator.report.internal.StepFailedException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one connector along a course, step by step, and back if a step fails before the target may have been started, whatever it
 * has thrown. Before the copy that runs is touched it halts, until it is told to {@link #proceed} or {@link #callOff}.
 */
final class StepExecutor implements ResumableTask {

    private static final Logger log = LoggerFactory.getLogger(StepExecutor.class);

    /** A cluster that does not answer for longer is no reason to leave the source down. */
    private static final Duration LOOK_FOR_OBSTACLE = Duration.ofSeconds(5);

    /** How the steps end. */
    enum End {
        COMPLETED,
        UNDONE,
        NOT_STARTED,
        UNFINISHED
    }

    private final StepSequence sequence;
    private final Move move;
    private final Consumer<Progress> save;
    private final ConnectorContext context;
    private final MigratorContext environment;
    private final List<StepReport> steps = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final Deque<StepAction> actions = new ArrayDeque<>();
    private final List<UndoChain> undos = new ArrayList<>();
    private final boolean startedBefore;
    private Progress progress;
    private @Nullable StepExecution run;
    private boolean begun;
    private boolean isGoingBack;
    private boolean proceeds;
    private boolean calledOff;
    private boolean allUndone = true;
    private @Nullable MigrationStep failedAt;
    private @Nullable End end;

    /**
     * Sets out from a progress.
     *
     * @param save writes down a progress
     */
    StepExecutor(
            StepSequence sequence,
            Move move,
            Progress start,
            Consumer<Progress> save,
            ConnectorContext context,
            MigratorContext environment) {
        this.sequence = sequence;
        this.move = move;
        this.progress = start;
        this.save = save;
        this.context = context;
        this.environment = environment;
        this.startedBefore = start.hasStarted();
    }

    /** Takes the steps that are left, as far as it may; never throws because one of them fails. */
    @Override
    public Optional<Duration> turn() {
        try {
            if (!begun) {
                begin();
            }
            while (end == null && !waitsToProceed()) {
                Optional<Duration> pause = isGoingBack ? undo() : advance(actions.element());
                if (pause.isPresent()) {
                    return pause;
                }
            }
        } catch (ClaimedException | JournalException e) {
            problems.add(Failures.problem(e));
            end = End.UNFINISHED;
        }
        return Optional.empty();
    }

    private void begin() {
        begun = true;
        if (progress.undoing()) {
            goBack();
        } else {
            sequence.remaining(progress).stream().map(StepAction::forward).forEach(actions::add);
            completeIfThrough();
        }
    }

    /** {@return whether everything is prepared, and nothing of the copy that runs has been touched} */
    boolean waitsToProceed() {
        StepAction next = actions.peek();
        return begun
                && end == null
                && run == null
                && !isGoingBack
                && !proceeds
                && !startedBefore
                && next != null
                && next.step() != MigrationStep.PREPARE;
    }

    /** Lets it go on from where it waits. */
    void proceed() {
        proceeds = true;
    }

    /** Sends it back from where it waits. */
    void callOff(Problem why) {
        problems.add(why);
        calledOff = true;
        failedAt = MigrationStep.PREPARE;
        proceeds = true;
        progress = progress.with(p -> p.undoing = true);
        begun = false;
    }

    private Optional<Duration> advance(StepAction action) {
        StepExecution current = run == null ? begin(action) : run;
        run = current;
        return turn(current, succeeded -> {
            run = null;
            actions.remove();
            if (succeeded) {
                progress = progress.with(p -> p.completed = action.step());
                completeIfThrough();
            } else {
                failedAt = action.step();
                turnBack();
            }
        });
    }

    /**
     * Gives each chain of steps that are to be undone a turn. One that takes long, since a worker does not answer, does not hold up
     * the others, and a step that fails keeps none from being tried.
     */
    private Optional<Duration> undo() {
        List<Duration> pauses = new ArrayList<>();
        for (UndoChain chain : List.copyOf(undos)) {
            if (chain.pause().isZero()) {
                undo(chain);
            }
            if (!chain.isThrough()) {
                pauses.add(chain.pause());
                if (!chain.current(this::begin).isSlow()) {
                    break;
                }
            }
        }
        undos.removeIf(UndoChain::isThrough);
        endIfBack();
        return pauses.stream().min(Comparator.naturalOrder());
    }

    private void undo(UndoChain chain) {
        while (!chain.isThrough()) {
            StepExecution current = chain.current(this::begin);
            Optional<Duration> pause = turn(current, succeeded -> {
                allUndone &= succeeded;
                chain.next();
            });
            if (pause.isPresent()) {
                chain.pause(pause.get());
                return;
            }
        }
    }

    private StepExecution begin(StepAction action) {
        context.connectorEvents().began(action);
        return new StepExecution(action, move, this::progress, this::save, context, environment);
    }

    /** Goes on with a step, and says whether it has succeeded once it is through. */
    private Optional<Duration> turn(StepExecution current, Consumer<Boolean> through) {
        boolean succeeded = true;
        try {
            Optional<Duration> pause = current.turn();
            if (pause.isPresent()) {
                return pause;
            }
            take(requireNonNull(current.result(), "result"));
        } catch (Throwable e) {
            if (isNoLongerOurs(e)) {
                throw Failures.unchecked(e);
            }
            Problem problem = Failures.problem(e);
            problems.add(problem);
            log.debug(
                    "{}: {} failed: {}",
                    move.source(),
                    current.action(),
                    problem,
                    RedactedException.withoutMessages(e));
            succeeded = false;
        }
        end(current, succeeded);
        through.accept(succeeded);
        return Optional.empty();
    }

    private void take(StepResult result) {
        progress = result.progress();
        if (result instanceof StepResult.Failed failed) {
            throw new StepFailedException(failed.problem());
        }
    }

    private void end(StepExecution stepExecution, boolean succeeded) {
        StepAction action = stepExecution.action();
        Duration took = stepExecution.took();
        steps.add(new StepReport(action.step(), action.direction(), succeeded, stepExecution.startedAt(), took));
        context.connectorEvents()
                .ended(action, took, stepExecution.attempt(), succeeded ? null : problems.get(problems.size() - 1));
        log.info("{}: {} {} in {} ms", move.source(), action, succeeded ? "done" : "failed", took.toMillis());
    }

    private void completeIfThrough() {
        if (actions.isEmpty()) {
            Optional.ofNullable(progress.call().remark()).ifPresent(problems::add);
            end = End.COMPLETED;
        }
    }

    private void turnBack() {
        actions.clear();
        if (progress.targetMayRun() && !targetHasNotRun()) {
            leaveUnfinished();
        } else {
            goBack();
        }
    }

    private boolean targetHasNotRun() {
        limitLook();
        return UndoGuard.targetHasNotRun(move, progress);
    }

    private void limitLook() {
        context.bounds().limit(environment.waiting().deadline(LOOK_FOR_OBSTACLE));
    }

    /** Takes back every step that may have begun. */
    private void goBack() {
        actions.clear();
        isGoingBack = true;
        limitLook();
        Optional<Problem> obstacle = UndoGuard.obstacle(move, progress);
        obstacle.ifPresent(problems::add);
        if (obstacle.isPresent() && progress.targetResumed()) {
            // The target runs, if not by our doing: the next call goes on from there, as the entry says.
            leaveUnfinished();
            return;
        }
        noteGoingBack();
        if (obstacle.isPresent()) {
            end = End.UNFINISHED;
            return;
        }
        // An earlier call may have come further than this one.
        sequence.undo(startedBefore ? null : failedAt).stream()
                .map(chain -> new UndoChain(chain, environment.waiting()))
                .forEach(undos::add);
        endIfBack();
    }

    private void noteGoingBack() {
        save(progress.with(p -> {
            p.undoing = true;
            p.targetResumed = false;
        }));
    }

    private void endIfBack() {
        if (undos.isEmpty() && end == null) {
            end = !allUndone ? End.UNFINISHED : calledOff ? End.NOT_STARTED : End.UNDONE;
            problems.replaceAll(problem -> Outage.toldIn(problem, progress, steps));
        }
    }

    private void leaveUnfinished() {
        end = End.UNFINISHED;
        try {
            save.accept(progress);
        } catch (JournalException e) {
            problems.add(Failures.problem(e));
        }
    }

    /** To go back without knowing whether another process has taken over might start a second copy. */
    private boolean isNoLongerOurs(Throwable failure) {
        return failure instanceof ClaimedException || (failure instanceof JournalException && progress.undoing());
    }

    /** On the way back nothing is worse than to stop, so a journal that fails is only told of. */
    private void save(Progress reached) {
        if (reached == progress) {
            return;
        }
        // Also if it cannot be written: what may have been done is not forgotten because of that.
        progress = reached;
        try {
            save.accept(reached);
        } catch (JournalException e) {
            if (!reached.undoing()) {
                throw e;
            }
            problems.add(Failures.problem(e));
        }
    }

    /** {@return whether the final offsets of the source have been read, in this call or an earlier one, or were not there} */
    boolean hasReadOffsets() {
        return progress.snapshot() != null
                || problems.stream().anyMatch(problem -> problem.code() == ProblemCode.OFFSETS_EMPTY);
    }

    /** {@return how it ended; null before that} */
    @Nullable
    End end() {
        return end;
    }

    Progress progress() {
        return progress;
    }

    Collection<StepReport> steps() {
        return steps;
    }

    Collection<Problem> problems() {
        return problems;
    }

    /** {@return the step that failed; the first one if what failed was done by an earlier call} */
    MigrationStep failedAt() {
        return failedAt == null ? MigrationStep.PREPARE : failedAt;
    }
}
