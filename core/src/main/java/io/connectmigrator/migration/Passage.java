package io.connectmigrator.migration;

import io.connectmigrator.connect.ConnectClientException;
import io.connectmigrator.connect.ConnectorNotFoundException;
import io.connectmigrator.connect.ConnectorNotStoppedException;
import io.connectmigrator.connect.UnreachableException;
import io.connectmigrator.connect.ZombieTasksException;
import io.connectmigrator.internal.Backoff;
import io.connectmigrator.internal.InterruptedWaitException;
import io.connectmigrator.internal.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one connector along a course, step by step, and back if a step fails before the target has been resumed. It is
 * the only place where a migration waits.
 */
final class Passage {

    private static final Logger log = LoggerFactory.getLogger(Passage.class);

    /** For how long «no such connector» and «not stopped» may be news that has not reached every worker. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    /** How a passage ends. */
    enum End {
        ARRIVED,
        UNDONE,
        STRANDED
    }

    /** The part of a step that is done now: its way forth or its way back. */
    private interface Part {
        StepResult perform(Move move, Progress progress);
    }

    private final Course course;
    private final Move move;
    private final Consumer<Progress> save;
    private final Runnable mayGoOn;
    private final Environment environment;
    private final Waiting waiting;
    private final Interrupts interrupts = new Interrupts();
    private final List<StepReport> steps = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private Progress progress;
    private @Nullable MigrationStep failedAt;

    /**
     * Sets out from a progress.
     *
     * @param save writes down a progress
     * @param mayGoOn throws if somebody else is at work on the connector
     */
    Passage(
            Course course,
            Move move,
            Progress start,
            Consumer<Progress> save,
            Runnable mayGoOn,
            Environment environment) {
        this.course = course;
        this.move = move;
        this.progress = start;
        this.save = save;
        this.mayGoOn = mayGoOn;
        this.environment = environment;
        this.waiting = environment.waiting();
    }

    /** Takes the steps that are left; never throws because one of them fails. */
    End travel() {
        try {
            return progress.undoing() ? goBack() : goForth();
        } catch (ClaimedException e) {
            problems.add(Failures.problem(e));
            return End.STRANDED;
        } finally {
            interrupts.giveBack();
        }
    }

    private End goForth() {
        for (Step step : course.remaining(progress)) {
            if (!succeeds(step, step::advance, StepReport.Direction.FORTH)) {
                failedAt = step.name();
                return progress.targetResumed() ? strand() : goBack();
            }
            progress = progress.with(p -> p.completed = step.name());
        }
        return End.ARRIVED;
    }

    /** Takes back every step that may have begun; one that cannot be taken back does not keep the others from it. */
    private End goBack() {
        // Whoever interrupts wants an end, and the end is where the source runs again.
        interrupts.keep();
        save(progress.with(p -> p.undoing = true));
        Optional<Problem> obstacle = GoingBack.obstacle(move, progress);
        if (obstacle.isPresent()) {
            problems.add(obstacle.get());
            return End.STRANDED;
        }
        boolean undone = true;
        for (Step step : course.undo(failedAt)) {
            undone &= succeeds(step, step::undo, StepReport.Direction.BACK);
        }
        return undone ? End.UNDONE : End.STRANDED;
    }

    private End strand() {
        try {
            save.accept(progress);
        } catch (JournalException e) {
            problems.add(Failures.problem(e));
        }
        return End.STRANDED;
    }

    private boolean succeeds(Step step, Part part, StepReport.Direction direction) {
        long start = waiting.nanoTime();
        boolean succeeded = true;
        try {
            perform(step, part);
        } catch (ClaimedException e) {
            throw e;
        } catch (RuntimeException e) {
            problems.add(Failures.problem(e));
            log.debug("{}: {} failed", move.source(), step.name(), e);
            succeeded = false;
        }
        Duration took = Duration.ofNanos(waiting.nanoTime() - start);
        steps.add(new StepReport(step.name(), direction, succeeded, took));
        log.info(
                "{}: {} {} in {} ms",
                move.source(),
                direction == StepReport.Direction.FORTH ? step.name() : "undo " + step.name(),
                succeeded ? "done" : "failed",
                took.toMillis());
        return succeeded;
    }

    private void perform(Step step, Part part) {
        Waiting.Deadline deadline = waiting.deadline(environment.timeouts().of(step.name()));
        StepResult result = patiently(step, part, deadline);
        while (result instanceof StepResult.Again again) {
            save(again.progress());
            await(again.once(), step, deadline);
            result = patiently(step, part, deadline);
        }
        progress = result.progress();
        if (result instanceof StepResult.Failed failed) {
            throw new StepFailedException(failed.problem());
        }
    }

    /** A cluster needs a moment until all of its workers know what one of them has just done. */
    private StepResult patiently(Step step, Part part, Waiting.Deadline deadline) {
        Waiting.Deadline grace = waiting.deadline(GRACE);
        Backoff backoff = Backoff.polling();
        while (true) {
            requireToGoOn();
            try {
                return part.perform(move, progress);
            } catch (ZombieTasksException e) {
                pauseUnless(deadline.expired(), backoff, e);
            } catch (ConnectorNotFoundException | ConnectorNotStoppedException e) {
                pauseUnless(grace.expired() || deadline.expired(), backoff, e);
            } catch (RuntimeException e) {
                if (!isKeptInterrupt()) {
                    throw e;
                }
            }
            log.debug("{}: {} is tried again", move.source(), step.name());
        }
    }

    private void requireToGoOn() {
        mayGoOn.run();
        environment.downtimeBudget().requireLeft(progress);
    }

    /** Once the target may run, or the source is being brought back, to stop half-way would leave neither running. */
    private boolean isKeptInterrupt() {
        return (progress.targetResumed() || progress.undoing()) && interrupts.keep();
    }

    private void pauseUnless(boolean tooLate, Backoff backoff, ConnectClientException failure) {
        if (tooLate) {
            throw failure;
        }
        pause(backoff);
    }

    private void pause(Backoff backoff) {
        try {
            waiting.pause(backoff.next());
        } catch (InterruptedWaitException e) {
            if (!isKeptInterrupt()) {
                throw e;
            }
        }
    }

    private void await(Condition condition, Step step, Waiting.Deadline deadline) {
        Backoff backoff = Backoff.polling();
        Optional<String> missing = missing(condition);
        while (missing.isPresent()) {
            requireToGoOn();
            if (deadline.expired()) {
                throw tookTooLong(step, missing.get());
            }
            pause(backoff);
            missing = missing(condition);
        }
    }

    private StepFailedException tookTooLong(Step step, String missing) {
        return new StepFailedException(Problem.error(
                ProblemCode.TIMED_OUT,
                step.name() + " took longer than "
                        + environment.timeouts().of(step.name()).toSeconds() + " s: " + missing,
                "Look at the workers' logs; a longer time can be set on the Migrator's builder"));
    }

    /** A worker that restarts while it is waited for is waited for as well. */
    private Optional<String> missing(Condition condition) {
        try {
            return condition.missing();
        } catch (UnreachableException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (InterruptedWaitException e) {
            if (!isKeptInterrupt()) {
                throw e;
            }
            return Optional.of("interrupted while looking");
        }
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

    Progress progress() {
        return progress;
    }

    List<StepReport> steps() {
        return steps;
    }

    List<Problem> problems() {
        return problems;
    }

    /** {@return the step that failed; the first one if what failed was done by an earlier call} */
    MigrationStep failedAt() {
        return failedAt == null ? MigrationStep.PREPARE : failedAt;
    }
}
