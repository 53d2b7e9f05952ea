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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One step that is done, or taken back, until it is through. This is the only place where a migration waits. */
final class StepRun {

    private static final Logger log = LoggerFactory.getLogger(StepRun.class);

    /** For how long «no such connector» and «not stopped» may be news that has not reached every worker. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    /** The way forth of a step, or its way back. */
    interface Part {
        StepResult perform(Move move, Progress progress);
    }

    private final MigrationStep step;
    private final Part part;
    private final Move move;
    private final Environment environment;
    private final Waiting waiting;
    private final Waiting.Deadline deadline;
    private final Journal.Claim claim;
    private final Interrupts interrupts;
    private Progress progress;

    StepRun(
            MigrationStep step,
            Part part,
            Move move,
            Progress start,
            Environment environment,
            Journal.Claim claim,
            Interrupts interrupts) {
        this.step = step;
        this.part = part;
        this.move = move;
        this.progress = start;
        this.environment = environment;
        this.waiting = environment.waiting();
        this.deadline = waiting.deadline(environment.timeouts().of(step));
        this.claim = claim;
        this.interrupts = interrupts;
    }

    /** Does the step, saving what is to be saved on the way; {@return how it ended, which is not saved} */
    StepResult run(Consumer<Progress> save) {
        StepResult result = patiently();
        while (result instanceof StepResult.Again again) {
            save.accept(again.progress());
            progress = again.progress();
            await(again.once());
            result = patiently();
        }
        return result;
    }

    /** A cluster needs a moment until all of its workers know what one of them has just done. */
    private StepResult patiently() {
        Waiting.Deadline grace = waiting.deadline(GRACE);
        Backoff backoff = Backoff.polling();
        while (true) {
            requireClaimed();
            try {
                return environment.downtimeBudget().keep(progress, () -> part.perform(move, progress));
            } catch (ZombieTasksException e) {
                pauseUnless(deadline.expired(), backoff, e);
            } catch (ConnectorNotFoundException | ConnectorNotStoppedException e) {
                pauseUnless(grace.expired() || deadline.expired(), backoff, e);
            } catch (RuntimeException e) {
                throwUnlessKept(e);
            }
            log.debug("{}: {} is tried again", move.source(), step);
        }
    }

    /** Going back is worth waiting for a journal that cannot be reached: otherwise neither copy would run. */
    private void requireClaimed() {
        if (!isNoTimeToStop()) {
            claim.requireHeld();
            return;
        }
        Backoff backoff = Backoff.polling();
        while (true) {
            try {
                claim.requireHeldToGoBack();
                return;
            } catch (JournalException e) {
                if (deadline.expired()) {
                    throw e;
                }
                pause(backoff);
            }
        }
    }

    private void await(Condition condition) {
        Backoff backoff = Backoff.polling();
        Optional<String> missing = missing(condition);
        while (missing.isPresent()) {
            requireClaimed();
            if (deadline.expired()) {
                throw tookTooLong(missing.get());
            }
            pause(backoff);
            missing = missing(condition);
        }
    }

    /** A worker that restarts while it is waited for is waited for as well. */
    private Optional<String> missing(Condition condition) {
        try {
            return environment.downtimeBudget().keep(progress, condition::missing);
        } catch (UnreachableException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (InterruptedWaitException e) {
            throwUnlessKept(e);
            return Optional.of("interrupted while looking");
        }
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
            throwUnlessKept(e);
        }
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
        return new StepFailedException(Problem.error(
                ProblemCode.TIMED_OUT,
                step + " took longer than " + environment.timeouts().of(step).toSeconds() + " s: " + missing,
                "Look at the workers' logs; a longer time can be set on the Migrator's builder"));
    }
}
