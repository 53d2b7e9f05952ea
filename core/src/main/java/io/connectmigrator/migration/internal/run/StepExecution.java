package io.connectmigrator.migration.internal.run;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.connect.UnreachableException;
import io.connectmigrator.internal.Backoff;
import io.connectmigrator.internal.Waiting;
import io.connectmigrator.migration.internal.connector.Condition;
import io.connectmigrator.migration.internal.connector.Move;
import io.connectmigrator.migration.internal.state.Progress;
import io.connectmigrator.migration.internal.state.UnitProgress;
import io.connectmigrator.migration.internal.step.StepAction;
import io.connectmigrator.migration.internal.step.StepResult;
import io.connectmigrator.migration.internal.work.ChangeDurations;
import io.connectmigrator.migration.internal.work.EarlyTask;
import io.connectmigrator.migration.internal.work.Polling;
import io.connectmigrator.report.internal.Failures;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One step in one direction, until it has ended: performs its parts, waits for its conditions, and tries again what has failed. All
 * waiting of a migration is done here, and between two looks at a condition it needs no thread.
 */
final class StepExecution {

    private static final Duration FIRST_RETRY = Duration.ofMillis(50);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(2);

    private final StepAction action;
    private final Move move;
    private final Waiting waiting;
    private final RetryPolicy retryPolicy;
    private final BoundedCall boundedCall;
    private final RequiredClaim claim;
    private final ConnectorContext context;
    private final Supplier<UnitProgress> unit;
    private final Function<Progress, JointWrite> note;
    private final Instant startedAt;
    private final long startNanos;
    private final Backoff retries = Backoff.between(FIRST_RETRY, LONGEST_RETRY);
    private final ChangeDurations changeDurations;
    private Polling tries;
    private int attempt = 1;
    private boolean failing;
    private @Nullable AwaitedCondition awaited;
    private @Nullable String lastMissing;
    private JointWrite write = JointWrite.ofNothing();
    private @Nullable EarlyTask<Supplier<Optional<Duration>>> offered;
    private @Nullable StepResult result;

    /**
     * Begins with a step.
     *
     * @param unit says what the moves of the unit have reached
     * @param note notes what is to be saved on the way; the result is not
     */
    StepExecution(
            StepAction action,
            Move move,
            Supplier<UnitProgress> unit,
            Function<Progress, JointWrite> note,
            ConnectorContext context,
            MigratorContext migratorContext) {
        this.action = action;
        this.move = move;
        this.unit = unit;
        this.note = note;
        this.context = context;
        this.waiting = migratorContext.waiting();
        this.retryPolicy =
                new RetryPolicy(action, move.target().pendingWrites(), unit, waiting, migratorContext.timeouts());
        this.claim = new RequiredClaim(context.entry().writer().claim(), retryPolicy, retries);
        this.boundedCall = new BoundedCall(action, context, migratorContext);
        this.changeDurations = migratorContext.changeDurations();
        this.tries = newTries();
        this.startedAt = migratorContext.clock().instant();
        this.startNanos = waiting.nanoTime();
    }

    private Progress current() {
        return unit.get().of(action.move());
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
        return failing
                || retryPolicy.graceExpired()
                || (awaited != null && awaited.condition().isWatch());
    }

    /** Makes the next part. {@return for how long there is nothing to do, which may be not at all; empty once the step has ended} */
    Optional<Duration> run() {
        Optional<Duration> pause = goOnAfter(write);
        return result == null ? Optional.of(pause.orElse(Duration.ZERO)) : Optional.empty();
    }

    /** {@return whether it waits for what other moves of the unit reach} */
    boolean waitsForUnit() {
        return awaited != null && awaited.condition().isOfUnit();
    }

    /** Lets another thread begin what comes next, if there is nothing that has to come before it. */
    void offerNext(Executor executor) {
        if (offered == null
                && result == null
                && write.isMade()
                && write.failure().isEmpty()
                && (awaited != null || claim.isHeld())) {
            offered = EarlyTask.offer(this::next, executor);
        }
    }

    /** {@return whether another thread has begun what comes next} What none has begun is not begun any more. */
    boolean hasBegunNext() {
        if (offered != null && offered.withdraw()) {
            offered = null;
        }
        return offered != null;
    }

    /** Waits for what another thread has begun, which is not taken up. */
    void awaitBegun() {
        if (hasBegunNext()) {
            requireNonNull(offered, "offered").get();
            offered = null;
        }
    }

    private Optional<Duration> goOnAfter(JointWrite noted) {
        if (!noted.isMade()) {
            return Optional.of(Duration.ZERO);
        }
        if (noted.failure().isPresent()) {
            write = JointWrite.ofNothing();
            return again(noted.failure().get());
        }
        EarlyTask<Supplier<Optional<Duration>>> early = offered;
        if (early != null) {
            offered = null;
            return early.get().get();
        }
        Optional<Duration> unclaimed = awaited == null ? claim.pauseUntilHeld() : Optional.empty();
        return unclaimed.isPresent() ? unclaimed : next().get();
    }

    /** Asks the clusters or the caller's code, which any thread may do. {@return what follows from it, which only one may do} */
    private Supplier<Optional<Duration>> next() {
        // What is left of an interrupt that was meant for foreign code would break the next request off.
        boolean unused = Thread.interrupted();
        AwaitedCondition waitedFor = awaited;
        return waitedFor == null ? perform() : look(waitedFor);
    }

    private Supplier<Optional<Duration>> perform() {
        StepResult reached;
        try {
            reached = bounded(() -> action.perform(move, current()));
        } catch (Throwable e) {
            return () -> again(e);
        }
        return () -> take(reached);
    }

    private Optional<Duration> take(StepResult reached) {
        if (reached instanceof StepResult.Unclear unclear) {
            write = note.apply(unclear.progress());
            return again(unclear.failure());
        }
        if (reached instanceof StepResult.Again again) {
            AwaitedCondition next = await(again.progress(), again.once(), again.then(), false);
            if (again.once() == Condition.NONE) {
                conditionHolds(next);
                return Optional.empty();
            }
            return beforeFirstLook(next);
        }
        if (reached instanceof StepResult.DoneOnce doneOnce) {
            return beforeFirstLook(await(doneOnce.progress(), doneOnce.once(), doneOnce.then(), true));
        }
        result = reached;
        return Optional.empty();
    }

    private AwaitedCondition await(
            Progress reached, Condition condition, UnaryOperator<Progress> then, boolean endsStep) {
        AwaitedCondition waitedFor = new AwaitedCondition(condition, then, endsStep, changeDurations, waiting);
        awaited = waitedFor;
        failing = false;
        retryPolicy.renewGrace();
        write = note.apply(reached);
        return waitedFor;
    }

    private static Optional<Duration> beforeFirstLook(AwaitedCondition next) {
        return Optional.of(next.pauseBeforeFirstLook()).filter(pause -> !pause.isZero());
    }

    private Polling newTries() {
        return changeDurations.polling(Optional.empty(), waiting.nanoTime());
    }

    private void conditionHolds(AwaitedCondition waitedFor) {
        awaited = null;
        failing = false;
        tries = newTries();
        Progress before = current();
        Progress reached = waitedFor.reached(before);
        if (waitedFor.endsStep()) {
            result = StepResult.done(reached);
        } else if (reached != before) {
            write = note.apply(reached);
        }
    }

    private Supplier<Optional<Duration>> look(AwaitedCondition waitedFor) {
        Optional<String> missing;
        try {
            missing = missing(waitedFor.condition());
        } catch (Throwable e) {
            return () -> again(e);
        }
        return () -> looked(waitedFor, missing);
    }

    private Optional<Duration> looked(AwaitedCondition waitedFor, Optional<String> missing) {
        lastMissing = missing.orElse(null);
        if (missing.isEmpty()) {
            conditionHolds(waitedFor);
            return Optional.empty();
        }
        Optional<Duration> unclaimed = claim.pauseUntilHeld();
        if (unclaimed.isPresent()) {
            return unclaimed;
        }
        // What a worker may still do, or was asked for just now, is over soon; before that it is not known whether the
        // target runs.
        boolean isOverSoon =
                waitedFor.condition().isWatch() || (retryPolicy.mustNotEnd() && !retryPolicy.graceExpired());
        if (retryPolicy.deadline().expired() && !isOverSoon) {
            throw boundedCall.tookTooLong(missing.get());
        }
        return Optional.of(waitedFor.pauseBetweenLooks());
    }

    /** A worker that restarts while it is waited for is waited for as well. */
    private Optional<String> missing(Condition condition) {
        try {
            return condition.isOfUnit() ? condition.missing() : bounded(condition::missing);
        } catch (UnreachableException e) {
            failing = true;
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private Optional<Duration> again(Throwable failure) {
        if (!retryPolicy.isWorthAnotherTry(failure)) {
            throw Failures.unchecked(failure);
        }
        attempt++;
        awaited = null;
        failing = true;
        context.connectorEvents().retried(action, attempt, Failures.problem(failure));
        return Optional.of(retryPolicy.mustNotEnd() ? retries.next() : tries.next(waiting.nanoTime()));
    }

    private <T> T bounded(Supplier<T> part) {
        return boundedCall.call(part, unit.get(), retryPolicy, lastMissing);
    }
}
