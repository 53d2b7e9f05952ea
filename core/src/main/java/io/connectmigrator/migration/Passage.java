package io.connectmigrator.migration;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.internal.Waiting;
import io.connectmigrator.migration.StepReport.Direction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one connector along a course, step by step, and back if a step fails before the target has been resumed. Before the
 * copy that runs is touched it halts, until it is told to {@link #depart} or {@link #callOff}.
 */
final class Passage implements Errand {

    private static final Logger log = LoggerFactory.getLogger(Passage.class);

    /** How a passage ends. */
    enum End {
        ARRIVED,
        UNDONE,
        CALLED_OFF,
        STRANDED
    }

    private final Course course;
    private final Move move;
    private final Consumer<Progress> save;
    private final Assignment assignment;
    private final Environment environment;
    private final Waiting waiting;
    private final Interrupts interrupts = new Interrupts();
    private final List<StepReport> steps = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final Deque<Leg> legs = new ArrayDeque<>();
    private final boolean setOutBefore;
    private Progress progress;
    private @Nullable StepRun run;
    private Instant startedAt = Instant.EPOCH;
    private long start;
    private boolean begun;
    private boolean departed;
    private boolean calledOff;
    private boolean allUndone = true;
    private @Nullable MigrationStep failedAt;
    private @Nullable End end;

    /**
     * Sets out from a progress.
     *
     * @param save writes down a progress
     */
    Passage(
            Course course,
            Move move,
            Progress start,
            Consumer<Progress> save,
            Assignment assignment,
            Environment environment) {
        this.course = course;
        this.move = move;
        this.progress = start;
        this.save = save;
        this.assignment = assignment;
        this.environment = environment;
        this.waiting = environment.waiting();
        this.setOutBefore = start.hasSetOut();
    }

    /** Takes the steps that are left, as far as it may; never throws because one of them fails. */
    @Override
    public Optional<Duration> turn() {
        try {
            if (!begun) {
                begin();
            }
            while (end == null && !waitsToDepart()) {
                Optional<Duration> pause = travel(legs.element());
                if (pause.isPresent()) {
                    return pause;
                }
            }
        } catch (ClaimedException | JournalException e) {
            problems.add(Failures.problem(e));
            end = End.STRANDED;
        } finally {
            interrupts.giveBack();
        }
        return Optional.empty();
    }

    private void begin() {
        begun = true;
        if (progress.undoing()) {
            goBack();
        } else {
            course.remaining(progress).stream().map(Leg::forth).forEach(legs::add);
            arriveIfThrough();
        }
    }

    /** {@return whether everything is prepared, and nothing of the copy that runs has been touched} */
    boolean waitsToDepart() {
        Leg next = legs.peek();
        return begun
                && end == null
                && run == null
                && !departed
                && !setOutBefore
                && next != null
                && next.direction() == Direction.FORTH
                && next.step() != MigrationStep.PREPARE;
    }

    /** Lets it go on from where it waits. */
    void depart() {
        departed = true;
    }

    /** Sends it back from where it waits. */
    void callOff(Problem why) {
        problems.add(why);
        calledOff = true;
        failedAt = MigrationStep.PREPARE;
        departed = true;
        progress = progress.with(p -> p.undoing = true);
        begun = false;
    }

    private Optional<Duration> travel(Leg leg) {
        StepRun current = run == null ? set(leg) : run;
        run = current;
        boolean succeeded = true;
        try {
            Optional<Duration> pause = current.turn();
            if (pause.isPresent()) {
                return pause;
            }
            take(requireNonNull(current.result(), "result"));
        } catch (RuntimeException e) {
            if (isNoLongerOurs(e)) {
                throw e;
            }
            problems.add(Failures.problem(e));
            log.debug("{}: {} failed", move.source(), leg, e);
            succeeded = false;
        }
        end(leg, current, succeeded);
        run = null;
        goOn(leg, succeeded);
        return Optional.empty();
    }

    private StepRun set(Leg leg) {
        startedAt = environment.clock().instant();
        start = waiting.nanoTime();
        assignment.voice().began(leg);
        return new StepRun(leg, move, progress, environment, assignment, interrupts, this::save);
    }

    private void take(StepResult result) {
        progress = result.progress();
        if (result instanceof StepResult.Failed failed) {
            throw new StepFailedException(failed.problem());
        }
    }

    private void end(Leg leg, StepRun stepRun, boolean succeeded) {
        Duration took = Duration.ofNanos(waiting.nanoTime() - start);
        steps.add(new StepReport(leg.step(), leg.direction(), succeeded, startedAt, took));
        assignment.voice().ended(leg, took, stepRun.attempt(), succeeded ? null : problems.get(problems.size() - 1));
        log.info("{}: {} {} in {} ms", move.source(), leg, succeeded ? "done" : "failed", took.toMillis());
    }

    private void goOn(Leg leg, boolean succeeded) {
        legs.remove();
        if (leg.direction() == Direction.BACK) {
            // What cannot be taken back does not keep the others from it.
            allUndone &= succeeded;
            endIfBack();
        } else if (succeeded) {
            progress = progress.with(p -> p.completed = leg.step());
            arriveIfThrough();
        } else {
            failedAt = leg.step();
            turnBack();
        }
    }

    private void arriveIfThrough() {
        if (legs.isEmpty()) {
            end = End.ARRIVED;
        }
    }

    private void turnBack() {
        legs.clear();
        if (progress.targetResumed()) {
            strand();
        } else {
            goBack();
        }
    }

    /** Takes back every step that may have begun. */
    private void goBack() {
        // Whoever interrupts wants an end, and the end is where the source runs again.
        interrupts.keep();
        legs.clear();
        noteGoingBack();
        Optional<Problem> obstacle = GoingBack.obstacle(move, progress);
        if (obstacle.isPresent()) {
            problems.add(obstacle.get());
            end = End.STRANDED;
            return;
        }
        course.undo(failedAt).stream().map(Leg::back).forEach(legs::add);
        endIfBack();
    }

    private void noteGoingBack() {
        Progress goingBack = progress.with(p -> p.undoing = true);
        save(goingBack);
    }

    private void endIfBack() {
        if (legs.isEmpty()) {
            end = !allUndone ? End.STRANDED : calledOff ? End.CALLED_OFF : End.UNDONE;
        }
    }

    private void strand() {
        end = End.STRANDED;
        try {
            save.accept(progress);
        } catch (JournalException e) {
            problems.add(Failures.problem(e));
        }
    }

    /** Who goes back without knowing whether another has taken over might start a second copy. */
    private boolean isNoLongerOurs(RuntimeException failure) {
        return failure instanceof ClaimedException || (failure instanceof JournalException && progress.undoing());
    }

    /** On the way back nothing is worse than to stop, so a journal that fails is only told of. */
    private void save(Progress reached) {
        if (reached == progress) {
            return;
        }
        try {
            save.accept(reached);
        } catch (JournalException e) {
            if (!reached.undoing()) {
                throw e;
            }
            problems.add(Failures.problem(e));
        }
        progress = reached;
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
