package io.connectmigrator.migration.internal.run;

import io.connectmigrator.connect.ConnectorNotFoundException;
import io.connectmigrator.connect.ConnectorNotStoppedException;
import io.connectmigrator.connect.NotSupportedException;
import io.connectmigrator.connect.UnreachableException;
import io.connectmigrator.connect.ZombieTasksException;
import io.connectmigrator.internal.Backoff;
import io.connectmigrator.internal.Scheduler;
import io.connectmigrator.internal.Waiting;
import io.connectmigrator.journal.ClaimedException;
import io.connectmigrator.journal.Journal;
import io.connectmigrator.journal.JournalException;
import io.connectmigrator.migration.internal.connector.Condition;
import io.connectmigrator.migration.internal.connector.Move;
import io.connectmigrator.migration.internal.state.Progress;
import io.connectmigrator.migration.internal.step.StepAction;
import io.connectmigrator.migration.internal.step.StepResult;
import io.connectmigrator.migration.internal.work.InterruptibleSection;
import io.connectmigrator.migration.internal.work.ResumableTask;
import io.connectmigrator.migration.internal.work.Timeouts;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import io.connectmigrator.report.StepReport;
import io.connectmigrator.report.internal.Failures;
import io.connectmigrator.report.internal.StepFailedException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One step that is done, or undone, until it is through. Whatever a migration waits for, it waits for here, and between
 * two looks it needs no thread. What undoes, or comes after the target may have been started, is tried again until its deadline,
 * whatever it has thrown: to give up would leave both copies down.
 */
final class StepExecution implements ResumableTask {

    /** For how long «no such connector» and «not stopped» may be news that has not reached every worker. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    /** A request that is sent at all gets as long as a healthy worker needs. */
    private static final Duration LEAST_REQUEST = Duration.ofSeconds(1);

    private static final Duration FIRST_RETRY = Duration.ofMillis(50);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(2);

    /** Another try would find the same: it is another's connector, or beyond these workers. */
    private static final Set<ProblemCode> FINAL = Set.of(
            ProblemCode.NAME_TAKEN,
            ProblemCode.SOURCE_CHANGED,
            ProblemCode.TARGET_CHANGED,
            ProblemCode.CONNECTOR_NOT_STOPPED,
            ProblemCode.OFFSETS_NEED_TRANSPORT,
            ProblemCode.NOT_SUPPORTED);

    private final StepAction action;
    private final Move move;
    private final MigratorContext environment;
    private final Waiting waiting;
    private final Waiting.Deadline deadline;
    private final Waiting.Deadline extended;
    private final ConnectorContext context;
    private final Supplier<Progress> current;
    private final Consumer<Progress> save;
    private final Instant startedAt;
    private final long startNanos;
    private final Backoff retries = Backoff.between(FIRST_RETRY, LONGEST_RETRY);
    private Waiting.Deadline grace;
    private Backoff polling = Backoff.polling();
    private int attempt = 1;
    private boolean failing;
    private @Nullable Condition awaited;
    private @Nullable String lastMissing;
    private @Nullable UnaryOperator<Progress> afterwards;
    private @Nullable StepResult result;

    /**
     * Begins with a step.
     *
     * @param current says what the migration has reached
     * @param save saves what is to be saved on the way; the result is not
     */
    StepExecution(
            StepAction action,
            Move move,
            Supplier<Progress> current,
            Consumer<Progress> save,
            ConnectorContext context,
            MigratorContext environment) {
        this.action = action;
        this.move = move;
        this.current = current;
        this.save = save;
        this.context = context;
        this.environment = environment;
        this.waiting = environment.waiting();
        Timeouts timeouts = environment.timeouts();
        this.deadline = waiting.deadline(action.timeout(timeouts));
        this.extended = waiting.deadline(
                action.timeout(timeouts).plus(timeouts.pending()).plus(timeouts.pending()));
        this.grace = waiting.deadline(GRACE);
        this.startedAt = environment.clock().instant();
        this.startNanos = waiting.nanoTime();
    }

    StepAction action() {
        return action;
    }

    /** {@return how the step ended; null before that} */
    @Nullable
    StepResult result() {
        return result;
    }

    /** {@return which try it is, from 1 on} */
    int attempt() {
        return attempt;
    }

    Instant startedAt() {
        return startedAt;
    }

    Duration took() {
        return Duration.ofNanos(waiting.nanoTime() - startNanos);
    }

    /** {@return whether it may still take long, so that what does not depend on it should go on} */
    boolean isSlow() {
        return failing || grace.expired() || (awaited != null && awaited.isWatch());
    }

    @Override
    public Optional<Duration> turn() {
        while (result == null) {
            // What is left of an interrupt that was meant for foreign code would break the next request off.
            boolean unused = Thread.interrupted();
            Optional<Duration> pause = awaited == null ? perform() : look(awaited);
            if (pause.isPresent()) {
                return pause;
            }
        }
        return Optional.empty();
    }

    private Optional<Duration> perform() {
        Optional<Duration> unclaimed = unclaimed();
        if (unclaimed.isPresent()) {
            return unclaimed;
        }
        try {
            StepResult reached = bounded(() -> action.part().perform(move, current.get()));
            if (reached instanceof StepResult.Unclear unclear) {
                save.accept(unclear.progress());
                return again(unclear.failure());
            }
            take(reached);
            return Optional.empty();
        } catch (Throwable e) {
            return again(e);
        }
    }

    private void take(StepResult reached) {
        if (reached instanceof StepResult.Again again) {
            await(again.progress(), again.once());
        } else if (reached instanceof StepResult.DoneOnce doneOnce) {
            await(doneOnce.progress(), doneOnce.once());
            afterwards = doneOnce.then();
        } else {
            result = reached;
        }
    }

    private void await(Progress reached, Condition condition) {
        awaited = condition;
        failing = false;
        grace = waiting.deadline(GRACE);
        polling = condition.isWatch() ? Backoff.between(FIRST_RETRY, GRACE) : Backoff.polling();
        save.accept(reached);
    }

    private void goOn() {
        awaited = null;
        failing = false;
        polling = Backoff.polling();
        UnaryOperator<Progress> last = afterwards;
        if (last != null) {
            result = StepResult.done(last.apply(current.get()));
        }
    }

    private Optional<Duration> look(Condition condition) {
        Optional<String> missing;
        try {
            missing = missing(condition);
        } catch (Throwable e) {
            return again(e);
        }
        lastMissing = missing.orElse(null);
        if (missing.isEmpty()) {
            goOn();
            return Optional.empty();
        }
        Optional<Duration> unclaimed = unclaimed();
        if (unclaimed.isPresent()) {
            return unclaimed;
        }
        // What a worker may still do, or was asked for only just now, is over soon; to give up before would mean not to
        // know whether
        // the target runs.
        boolean isOverSoon = condition.isWatch() || (mustNotEnd() && !grace.expired());
        if (deadline.expired() && !isOverSoon) {
            throw tookTooLong(missing.get());
        }
        return Optional.of(polling.next());
    }

    /** A worker that restarts while it is waited for is waited for as well. */
    private Optional<String> missing(Condition condition) {
        try {
            return bounded(condition::missing);
        } catch (UnreachableException e) {
            failing = true;
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** Going back is worth waiting for a journal that cannot be reached: otherwise neither copy would run. */
    private Optional<Duration> unclaimed() {
        Journal.Claim claim = context.entryWriter().claim();
        if (!mustNotEnd()) {
            claim.requireHeld();
            return Optional.empty();
        }
        try {
            claim.requireHeldToGoBack();
            return Optional.empty();
        } catch (JournalException e) {
            if (deadline.expired()) {
                throw e;
            }
            return Optional.of(retries.next());
        }
    }

    private Optional<Duration> again(Throwable failure) {
        if (!isWorthAnotherTry(failure)) {
            throw Failures.unchecked(failure);
        }
        attempt++;
        awaited = null;
        afterwards = null;
        failing = true;
        context.connectorEvents().retried(action, attempt, Failures.problem(failure));
        return Optional.of(mustNotEnd() ? retries.next() : polling.next());
    }

    private boolean isWorthAnotherTry(Throwable failure) {
        if (failure instanceof ClaimedException || (deadline.expired() && !isStartOpen())) {
            return false;
        }
        if (mustNotEnd()) {
            return !isFinal(failure);
        }
        return failure instanceof ZombieTasksException || (isLagging(failure) && !grace.expired());
    }

    /** A cluster needs a moment until all of its workers know what one of them has just done. */
    private static boolean isLagging(Throwable failure) {
        return failure instanceof ConnectorNotFoundException || failure instanceof ConnectorNotStoppedException;
    }

    /** Until no worker can start the target any more, to give up would mean not to know whether it runs. */
    private boolean isStartOpen() {
        return !isUndo()
                && mustNotEnd()
                && !extended.expired()
                && move.target().pendingWrites().exist();
    }

    private boolean isFinal(Throwable failure) {
        if (failure instanceof StepFailedException step) {
            ProblemCode code = step.problem().code();
            // A request that was broken off because the time was over has told nothing.
            return isUndo() ? FINAL.contains(code) : code != ProblemCode.TIMED_OUT;
        }
        return failure instanceof NotSupportedException || (isLagging(failure) && grace.expired());
    }

    private boolean isUndo() {
        return action.direction() == StepReport.Direction.UNDO;
    }

    /** Once the target may run, or the source is being brought back, to stop half-way would leave neither running. */
    private boolean mustNotEnd() {
        return isUndo() || current.get().targetMayRun();
    }

    /** Until the target may run, a cancelled run and a downtime that is used up end the step; its deadline always does. */
    private <T> T bounded(Supplier<T> work) {
        boolean mustNotEnd = mustNotEnd();
        Waiting.Deadline budget = context.downtimeBudget()
                .end(countedSince(current.get()), context.clock().instant());
        if (!mustNotEnd && budget.expired()) {
            throw new StepFailedException(context.downtimeBudget().usedUp(lastMissing));
        }
        boolean budgetEndsFirst = !mustNotEnd && budget.remaining().compareTo(deadline.remaining()) < 0;
        Duration left = budgetEndsFirst ? budget.remaining() : deadline.remaining();
        Duration most = left.compareTo(LEAST_REQUEST) < 0 ? LEAST_REQUEST : left;
        context.bounds().limit(waiting.deadline(most));
        InterruptibleSection breakable = new InterruptibleSection();
        Scheduler.Scheduled timer = environment
                .scheduler()
                .schedule(
                        most,
                        () -> breakable.breakOff(
                                budgetEndsFirst
                                        ? context.downtimeBudget().usedUp(lastMissing)
                                        : tookTooLong("it did not end").problem()));
        try {
            return breakable.perform(() -> context.bounds()
                    .in(
                            breakable,
                            mustNotEnd ? work : () -> context.cancellation().keep(breakable, work)));
        } finally {
            timer.cancel();
        }
    }

    /** Once the target has been resumed, or everything is undone, the budget no longer counts. */
    private static @Nullable Instant countedSince(Progress progress) {
        return progress.targetResumed() || progress.undoing() ? null : progress.downSince();
    }

    private StepFailedException tookTooLong(String missing) {
        return new StepFailedException(Problem.error(
                ProblemCode.TIMED_OUT,
                action + " took longer than "
                        + action.timeout(environment.timeouts()).toSeconds() + " s: " + missing,
                "Look at the workers' logs; a longer time can be set on the Migrator's builder"));
    }
}
