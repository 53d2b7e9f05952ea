package io.connectmigrator.migration;

import io.connectmigrator.connect.ConnectClientException;
import io.connectmigrator.connect.ConnectorNotFoundException;
import io.connectmigrator.connect.ConnectorNotStoppedException;
import io.connectmigrator.connect.UnreachableException;
import io.connectmigrator.connect.ZombieTasksException;
import io.connectmigrator.internal.Backoff;
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
    private final Waiting waiting;
    private final Timeouts timeouts;
    private final List<StepReport> steps = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private Progress progress;
    private @Nullable MigrationStep failedAt;

    Passage(Course course, Move move, Progress progress, Consumer<Progress> save, Waiting waiting, Timeouts timeouts) {
        this.course = course;
        this.move = move;
        this.progress = progress;
        this.save = save;
        this.waiting = waiting;
        this.timeouts = timeouts;
    }

    /** Takes the steps that are left; never throws because one of them fails. */
    End travel() {
        if (progress.undoing()) {
            return goBack();
        }
        for (Step step : course.remaining(progress)) {
            if (!succeeds(step, step::advance, StepReport.Direction.FORTH)) {
                failedAt = step.name();
                return progress.targetResumed() ? End.STRANDED : goBack();
            }
            save(progress.with(p -> p.completed = step.name()));
        }
        return End.ARRIVED;
    }

    /** Takes back every step that may have begun; one that cannot be taken back does not keep the others from it. */
    private End goBack() {
        // Whoever interrupts wants an end, and the end is where the source runs again.
        boolean interrupted = Thread.interrupted();
        save(progress.with(p -> p.undoing = true));
        boolean undone = true;
        for (Step step : course.undo(failedAt)) {
            undone &= succeeds(step, step::undo, StepReport.Direction.BACK);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return undone ? End.UNDONE : End.STRANDED;
    }

    private boolean succeeds(Step step, Part part, StepReport.Direction direction) {
        long start = waiting.nanoTime();
        boolean succeeded = true;
        try {
            perform(step, part);
        } catch (RuntimeException e) {
            Problem problem = Failures.problem(e);
            problems.add(problem);
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
        Waiting.Deadline deadline = waiting.deadline(timeouts.of(step.name()));
        StepResult result = patiently(step, part, deadline);
        save(result.progress());
        while (result instanceof StepResult.Again again) {
            await(again.once(), step, deadline);
            result = patiently(step, part, deadline);
            save(result.progress());
        }
        if (result instanceof StepResult.Failed failed) {
            throw new StepFailedException(failed.problem());
        }
    }

    /** A cluster needs a moment until all of its workers know what one of them has just done. */
    private StepResult patiently(Step step, Part part, Waiting.Deadline deadline) {
        Waiting.Deadline grace = waiting.deadline(GRACE);
        Backoff backoff = Backoff.polling();
        while (true) {
            try {
                return part.perform(move, progress);
            } catch (ZombieTasksException e) {
                pauseUnless(deadline.expired(), backoff, e);
            } catch (ConnectorNotFoundException | ConnectorNotStoppedException e) {
                pauseUnless(grace.expired() || deadline.expired(), backoff, e);
            }
            log.debug("{}: {} is tried again", move.source(), step.name());
        }
    }

    private void pauseUnless(boolean tooLate, Backoff backoff, ConnectClientException failure) {
        if (tooLate) {
            throw failure;
        }
        waiting.pause(backoff.next());
    }

    private void await(Condition condition, Step step, Waiting.Deadline deadline) {
        Backoff backoff = Backoff.polling();
        Optional<String> missing = missing(condition);
        while (missing.isPresent()) {
            if (deadline.expired()) {
                throw new StepFailedException(Problem.error(
                        ProblemCode.TIMED_OUT,
                        step.name() + " took longer than "
                                + timeouts.of(step.name()).toSeconds() + " s: " + missing.get(),
                        "Look at the workers' logs; a longer time can be set on the Migrator's builder"));
            }
            waiting.pause(backoff.next());
            missing = missing(condition);
        }
    }

    /** A worker that restarts while it is waited for is waited for as well. */
    private static Optional<String> missing(Condition condition) {
        try {
            return condition.missing();
        } catch (UnreachableException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private void save(Progress reached) {
        progress = reached;
        save.accept(reached);
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
