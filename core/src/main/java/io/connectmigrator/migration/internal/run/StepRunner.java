package io.connectmigrator.migration.internal.run;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.internal.RedactedException;
import io.connectmigrator.journal.ClaimedException;
import io.connectmigrator.journal.JournalException;
import io.connectmigrator.migration.internal.connector.Move;
import io.connectmigrator.migration.internal.state.Progress;
import io.connectmigrator.migration.internal.step.StepAction;
import io.connectmigrator.migration.internal.step.StepResult;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.StepReport;
import io.connectmigrator.report.internal.Failures;
import io.connectmigrator.report.internal.StepFailedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs single steps of one connector, keeps its progress, and records what each step took and what went wrong. */
final class StepRunner {

    private static final Logger log = LoggerFactory.getLogger(StepRunner.class);

    private final Move move;
    private final Consumer<Progress> journal;
    private final ConnectorContext context;
    private final MigratorContext migratorContext;
    private final List<StepReport> steps = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private Progress progress;

    StepRunner(
            Move move,
            Progress start,
            Consumer<Progress> journal,
            ConnectorContext context,
            MigratorContext migratorContext) {
        this.move = move;
        this.progress = start;
        this.journal = journal;
        this.context = context;
        this.migratorContext = migratorContext;
    }

    StepExecution begin(StepAction action) {
        context.connectorEvents().began(action);
        return new StepExecution(action, move, this::progress, this::save, context, migratorContext);
    }

    /**
     * Runs a step as far as it can go now.
     *
     * @param ended is told whether the step has succeeded, once it has ended
     * @return for how long there is nothing to do; empty once the step has ended
     */
    Optional<Duration> run(StepExecution step, Consumer<Boolean> ended) {
        boolean succeeded = true;
        try {
            Optional<Duration> pause = step.run();
            if (pause.isPresent()) {
                return pause;
            }
            take(requireNonNull(step.result(), "result"));
        } catch (Throwable e) {
            if (isNoLongerOurs(e)) {
                throw Failures.unchecked(e);
            }
            Problem problem = Failures.problem(e);
            problems.add(problem);
            log.debug("{}: {} failed: {}", move.source(), step.action(), problem, RedactedException.withoutMessages(e));
            succeeded = false;
        }
        record(step, succeeded);
        ended.accept(succeeded);
        return Optional.empty();
    }

    private void take(StepResult result) {
        progress = result.progress();
        if (result instanceof StepResult.Failed failed) {
            throw new StepFailedException(failed.problem());
        }
    }

    /** To undo without knowing whether another process has taken over might start a second copy. */
    private boolean isNoLongerOurs(Throwable failure) {
        return failure instanceof ClaimedException || (failure instanceof JournalException && progress.undoing());
    }

    private void record(StepExecution step, boolean succeeded) {
        StepAction action = step.action();
        Duration took = step.took();
        steps.add(new StepReport(action.step(), action.direction(), succeeded, step.startedAt(), took));
        context.connectorEvents()
                .ended(action, took, step.attempt(), succeeded ? null : problems.get(problems.size() - 1));
        log.info("{}: {} {} in {} ms", move.source(), action, succeeded ? "done" : "failed", took.toMillis());
    }

    /**
     * Writes a progress to the journal. While undoing, a journal that fails is only reported: to stop would leave the connector down.
     *
     * @throws JournalException if the journal has failed, and nothing is being undone
     */
    void save(Progress reached) {
        if (reached == progress) {
            return;
        }
        // Also if it cannot be written: what may have been done is not forgotten because of that.
        progress = reached;
        try {
            journal.accept(reached);
        } catch (JournalException e) {
            if (!reached.undoing()) {
                throw e;
            }
            problems.add(Failures.problem(e));
        }
    }

    /** Writes the progress once more, as the last that this call has to say. */
    void saveLast() {
        try {
            journal.accept(progress);
        } catch (JournalException e) {
            problems.add(Failures.problem(e));
        }
    }

    /** Sets a progress that need not be written before the next part of a step. */
    void reached(Progress newProgress) {
        progress = newProgress;
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
}
