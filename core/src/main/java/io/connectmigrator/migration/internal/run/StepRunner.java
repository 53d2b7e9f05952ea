package io.connectmigrator.migration.internal.run;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.internal.RedactedException;
import io.connectmigrator.journal.ClaimedException;
import io.connectmigrator.journal.JournalException;
import io.connectmigrator.migration.internal.connector.Move;
import io.connectmigrator.migration.internal.connector.MoveUnit;
import io.connectmigrator.migration.internal.state.Progress;
import io.connectmigrator.migration.internal.state.UnitProgress;
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
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs single steps of the moves of a unit, keeps their progress, and records what each step took and what went wrong. */
final class StepRunner {

    private static final Logger log = LoggerFactory.getLogger(StepRunner.class);

    private final MoveUnit unit;
    private final Consumer<UnitProgress> journal;
    private final List<ConnectorContext> contexts;
    private final MigratorContext migratorContext;
    private final List<List<StepReport>> steps = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private volatile UnitProgress progress;
    private @Nullable JointWrite unwritten;

    /**
     * Takes moves as they are read.
     *
     * @param contexts the contexts of the moves, in their order
     */
    StepRunner(
            List<Move> moves,
            UnitProgress start,
            Consumer<UnitProgress> journal,
            List<ConnectorContext> contexts,
            MigratorContext migratorContext) {
        this.unit = new MoveUnit(moves, this::progress);
        this.progress = start;
        this.journal = journal;
        this.contexts = contexts;
        this.migratorContext = migratorContext;
        contexts.forEach(context -> steps.add(new ArrayList<>()));
    }

    MoveUnit unit() {
        return unit;
    }

    StepExecution begin(StepAction action) {
        ConnectorContext context = contexts.get(action.move());
        context.connectorEvents().began(action);
        return new StepExecution(
                action,
                move(action),
                this::progress,
                reached -> note(action.move(), reached),
                context,
                migratorContext);
    }

    private Move move(StepAction action) {
        return unit.moves().get(action.move());
    }

    /**
     * Runs the next part of a step.
     *
     * @param ended is told whether the step has succeeded, once it has ended
     * @return for how long there is nothing to do, which may be not at all; empty once the step has ended
     */
    Optional<Duration> run(StepExecution step, Consumer<Boolean> ended) {
        boolean succeeded = true;
        try {
            Optional<Duration> pause = step.run();
            if (pause.isPresent()) {
                return pause;
            }
            take(step.action(), requireNonNull(step.result(), "result"));
        } catch (Throwable e) {
            if (isNoLongerOurs(e)) {
                throw Failures.unchecked(e);
            }
            Problem problem = Failures.problem(e);
            problems.add(problem);
            log.debug(
                    "{}: {} failed: {}",
                    move(step.action()).source(),
                    step.action(),
                    problem,
                    RedactedException.withoutMessages(e));
            succeeded = false;
        }
        record(step, succeeded);
        ended.accept(succeeded);
        return Optional.empty();
    }

    private void take(StepAction action, StepResult result) {
        progress = progress.with(action.move(), result.progress());
        if (result instanceof StepResult.Failed failed) {
            throw new StepFailedException(failed.problem());
        }
    }

    /** Ends a step that is not gone on with, since that of another move has failed. */
    void abandon(StepExecution step) {
        record(step, false);
    }

    /** To undo without knowing whether another process has taken over might start a second copy. */
    private boolean isNoLongerOurs(Throwable failure) {
        return failure instanceof ClaimedException || (failure instanceof JournalException && progress.undoing());
    }

    private void record(StepExecution step, boolean succeeded) {
        StepAction action = step.action();
        Duration took = step.took();
        steps.get(action.move())
                .add(new StepReport(action.step(), action.direction(), succeeded, step.startedAt(), took));
        contexts.get(action.move())
                .connectorEvents()
                .ended(action, took, step.attempt(), succeeded ? null : problems.get(problems.size() - 1));
        log.info("{}: {} {} in {} ms", move(action).source(), action, succeeded ? "done" : "failed", took.toMillis());
    }

    /** Notes a progress that is to be written to the journal before the move goes on. {@return the write that does it} */
    private JointWrite note(int move, Progress reached) {
        if (reached == progress.of(move)) {
            return JointWrite.ofNothing();
        }
        progress = progress.with(move, reached);
        JointWrite write = unwritten == null ? new JointWrite() : unwritten;
        unwritten = write;
        return write;
    }

    /**
     * {@return whether steps that have so long a pause can go on at once} What they have noted is written before.
     *
     * @param pause empty if they have ended
     */
    boolean canGoOn(Optional<Duration> pause) {
        return pause.isPresent() && (writeNoted() || pause.get().isZero());
    }

    /** Writes at once what the moves have noted, since the entry has the offsets of all. {@return whether they have noted anything} */
    private boolean writeNoted() {
        JointWrite write = unwritten;
        unwritten = null;
        if (write != null) {
            write.make(() -> save(progress));
        }
        return write != null;
    }

    /**
     * Writes the progress of all moves to the journal. While undoing, a journal that fails is only reported: to stop would leave the
     * connector down.
     *
     * @throws JournalException if the journal has failed, and nothing is being undone
     */
    void save(UnitProgress reached) {
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
    void reached(UnitProgress newProgress) {
        progress = newProgress;
    }

    UnitProgress progress() {
        return progress;
    }

    List<StepReport> steps(int move) {
        return steps.get(move);
    }

    List<Problem> problems() {
        return problems;
    }

    /** Adds to the problems what the progress of the moves has of a kind, each once. */
    void tell(Function<Progress, @Nullable Problem> kind) {
        progress.all().stream()
                .flatMap(each -> Stream.ofNullable(kind.apply(each)))
                .distinct()
                .forEach(problems::add);
    }
}
