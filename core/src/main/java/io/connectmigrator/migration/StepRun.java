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
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One step that is done, or taken back, until it is through. Whatever a migration waits for, it waits for here, and between
 * two looks it needs no thread.
 */
final class StepRun implements Errand {

    /** For how long «no such connector» and «not stopped» may be news that has not reached every worker. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Leg leg;
    private final Move move;
    private final Environment environment;
    private final Waiting waiting;
    private final Waiting.Deadline deadline;
    private final Assignment assignment;
    private final Interrupts interrupts;
    private final Consumer<Progress> save;
    private Progress progress;
    private Waiting.Deadline grace;
    private Backoff backoff = Backoff.polling();
    private int attempt = 1;
    private @Nullable Condition awaited;
    private @Nullable UnaryOperator<Progress> afterwards;
    private @Nullable StepResult result;

    /**
     * Begins with a step.
     *
     * @param save saves what is to be saved on the way; the result is not
     */
    StepRun(
            Leg leg,
            Move move,
            Progress start,
            Environment environment,
            Assignment assignment,
            Interrupts interrupts,
            Consumer<Progress> save) {
        this.leg = leg;
        this.move = move;
        this.progress = start;
        this.environment = environment;
        this.waiting = environment.waiting();
        this.deadline = waiting.deadline(environment.timeouts().of(leg.step()));
        this.grace = waiting.deadline(GRACE);
        this.assignment = assignment;
        this.interrupts = interrupts;
        this.save = save;
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

    @Override
    public Optional<Duration> turn() {
        while (result == null) {
            Optional<Duration> pause = awaited == null ? perform() : look(awaited);
            if (pause.isPresent()) {
                return pause;
            }
        }
        return Optional.empty();
    }

    /** A cluster needs a moment until all of its workers know what one of them has just done. */
    private Optional<Duration> perform() {
        Optional<Duration> unclaimed = unclaimed();
        if (unclaimed.isPresent()) {
            return unclaimed;
        }
        try {
            take(breakable(() -> leg.part().perform(move, progress)));
            return Optional.empty();
        } catch (ZombieTasksException e) {
            return againUnless(deadline.expired(), e);
        } catch (ConnectorNotFoundException | ConnectorNotStoppedException e) {
            return againUnless(grace.expired() || deadline.expired(), e);
        } catch (RuntimeException e) {
            throwUnlessKept(e);
            return againUnless(false, e);
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
        save.accept(reached);
        progress = reached;
        awaited = condition;
        grace = waiting.deadline(GRACE);
        backoff = Backoff.polling();
    }

    private void goOn() {
        awaited = null;
        backoff = Backoff.polling();
        UnaryOperator<Progress> last = afterwards;
        if (last != null) {
            result = StepResult.done(last.apply(progress));
        }
    }

    private Optional<Duration> look(Condition condition) {
        Optional<String> missing = missing(condition);
        if (missing.isEmpty()) {
            goOn();
            return Optional.empty();
        }
        Optional<Duration> unclaimed = unclaimed();
        if (unclaimed.isPresent()) {
            return unclaimed;
        }
        if (deadline.expired()) {
            throw tookTooLong(missing.get());
        }
        return Optional.of(backoff.next());
    }

    /** A worker that restarts while it is waited for is waited for as well. */
    private Optional<String> missing(Condition condition) {
        try {
            return breakable(condition::missing);
        } catch (UnreachableException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (InterruptedWaitException e) {
            throwUnlessKept(e);
            return Optional.of("interrupted while looking");
        }
    }

    /** Going back is worth waiting for a journal that cannot be reached: otherwise neither copy would run. */
    private Optional<Duration> unclaimed() {
        Journal.Claim claim = assignment.logbook().claim();
        if (!isNoTimeToStop()) {
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
            return Optional.of(backoff.next());
        }
    }

    private Optional<Duration> againUnless(boolean tooLate, RuntimeException failure) {
        if (tooLate) {
            throw failure;
        }
        attempt++;
        if (failure instanceof ConnectClientException) {
            assignment.voice().retried(leg, attempt, Failures.problem(failure));
        }
        return Optional.of(backoff.next());
    }

    private <T> T breakable(Supplier<T> work) {
        if (isNoTimeToStop()) {
            return work.get();
        }
        Breakable breakable = new Breakable();
        return breakable.perform(() -> assignment
                .cancellation()
                .keep(breakable, () -> environment.downtimeBudget().keep(progress, breakable, work)));
    }

    /** Once the target may run, or the source is being brought back, to stop half-way would leave neither running. */
    private boolean isNoTimeToStop() {
        return progress.targetResumed() || progress.undoing();
    }

    private void throwUnlessKept(RuntimeException failure) {
        if (!isNoTimeToStop() || !interrupts.keep()) {
            throw failure;
        }
        // What was being asked for when the interrupt came may have been done.
        progress = progress.with(p -> p.targetUntouched = false);
    }

    private StepFailedException tookTooLong(String missing) {
        MigrationStep step = leg.step();
        return new StepFailedException(Problem.error(
                ProblemCode.TIMED_OUT,
                step + " took longer than " + environment.timeouts().of(step).toSeconds() + " s: " + missing,
                "Look at the workers' logs; a longer time can be set on the Migrator's builder"));
    }
}
