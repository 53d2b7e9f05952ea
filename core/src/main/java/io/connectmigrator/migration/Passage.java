package io.connectmigrator.migration;

import io.connectmigrator.internal.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one connector along a course, step by step, and back if a step fails before the target has been resumed.
 */
final class Passage {

    private static final Logger log = LoggerFactory.getLogger(Passage.class);

    /** How a passage ends. */
    enum End {
        ARRIVED,
        UNDONE,
        STRANDED
    }

    private final Course course;
    private final Move move;
    private final Consumer<Progress> save;
    private final Journal.Claim claim;
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
     * @param claim the right to work on the connector
     */
    Passage(
            Course course,
            Move move,
            Progress start,
            Consumer<Progress> save,
            Journal.Claim claim,
            Environment environment) {
        this.course = course;
        this.move = move;
        this.progress = start;
        this.save = save;
        this.claim = claim;
        this.environment = environment;
        this.waiting = environment.waiting();
    }

    /** Takes the steps that are left; never throws because one of them fails. */
    End travel() {
        try {
            return progress.undoing() ? goBack() : goForth();
        } catch (ClaimedException | JournalException e) {
            problems.add(Failures.problem(e));
            return End.STRANDED;
        } finally {
            interrupts.giveBack();
        }
    }

    private End goForth() {
        for (Step step : course.remaining(progress)) {
            if (!succeeds(step.name(), step::advance, StepReport.Direction.FORTH)) {
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
            undone &= succeeds(step.name(), step::undo, StepReport.Direction.BACK);
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

    private boolean succeeds(MigrationStep step, StepRun.Part part, StepReport.Direction direction) {
        Instant startedAt = environment.clock().instant();
        long start = waiting.nanoTime();
        boolean succeeded = true;
        try {
            perform(step, part);
        } catch (RuntimeException e) {
            if (isNoLongerOurs(e)) {
                throw e;
            }
            problems.add(Failures.problem(e));
            log.debug("{}: {} failed", move.source(), step, e);
            succeeded = false;
        }
        Duration took = Duration.ofNanos(waiting.nanoTime() - start);
        steps.add(new StepReport(step, direction, succeeded, startedAt, took));
        log.info(
                "{}: {} {} in {} ms",
                move.source(),
                direction == StepReport.Direction.FORTH ? step : "undo " + step,
                succeeded ? "done" : "failed",
                took.toMillis());
        return succeeded;
    }

    /** Who goes back without knowing whether another has taken over might start a second copy. */
    private boolean isNoLongerOurs(RuntimeException failure) {
        return failure instanceof ClaimedException || (failure instanceof JournalException && progress.undoing());
    }

    private void perform(MigrationStep step, StepRun.Part part) {
        StepResult result = new StepRun(step, part, move, progress, environment, claim, interrupts).run(this::save);
        progress = result.progress();
        if (result instanceof StepResult.Failed failed) {
            throw new StepFailedException(failed.problem());
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
