package io.connectmigrator.migration.internal.run;

import io.connectmigrator.internal.Scheduler;
import io.connectmigrator.internal.Waiting;
import io.connectmigrator.migration.internal.state.UnitProgress;
import io.connectmigrator.migration.internal.step.StepAction;
import io.connectmigrator.migration.internal.work.InterruptibleSection;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import io.connectmigrator.report.internal.StepFailedException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Calls a part of a step, which ends with the step's deadline. Until the target may run, a cancelled run and a downtime budget that is
 * used up end it as well.
 */
final class BoundedCall {

    /** A request that is sent at all gets as long as a healthy worker needs. */
    private static final Duration LEAST_REQUEST = Duration.ofSeconds(1);

    private final StepAction action;
    private final ConnectorContext context;
    private final MigratorContext migratorContext;

    BoundedCall(StepAction action, ConnectorContext context, MigratorContext migratorContext) {
        this.action = action;
        this.context = context;
        this.migratorContext = migratorContext;
    }

    /**
     * {@return what the part returns}
     *
     * @param lastMissing what was waited for last, if anything was
     * @throws StepFailedException if the time is over or the run was cancelled
     */
    <T> T call(Supplier<T> part, UnitProgress progress, RetryPolicy retryPolicy, @Nullable String lastMissing) {
        boolean mustNotEnd = retryPolicy.mustNotEnd();
        Waiting.Deadline deadline = retryPolicy.deadline();
        Waiting.Deadline budget = context.downtimeBudget()
                .end(countedSince(progress), context.clock().instant());
        if (!mustNotEnd && budget.expired()) {
            throw new StepFailedException(context.downtimeBudget().usedUp(lastMissing));
        }
        boolean budgetEndsFirst = !mustNotEnd && budget.remaining().compareTo(deadline.remaining()) < 0;
        Duration left = budgetEndsFirst ? budget.remaining() : deadline.remaining();
        Duration most = left.compareTo(LEAST_REQUEST) < 0 ? LEAST_REQUEST : left;
        context.bounds().limit(migratorContext.waiting().deadline(most));
        InterruptibleSection section = new InterruptibleSection();
        Scheduler.Scheduled timer = migratorContext
                .scheduler()
                .schedule(
                        most,
                        () -> section.breakOff(
                                budgetEndsFirst
                                        ? context.downtimeBudget().usedUp(lastMissing)
                                        : tookTooLong("it did not end").problem()));
        try {
            return context.bounds()
                    .in(
                            section,
                            mustNotEnd ? part : () -> context.cancellation().keep(section, part));
        } finally {
            timer.cancel();
        }
    }

    /** Once a target has been resumed, or everything is undone, the budget no longer counts. */
    private static @Nullable Instant countedSince(UnitProgress progress) {
        return progress.targetResumed() || progress.undoing() ? null : progress.downSince();
    }

    StepFailedException tookTooLong(String missing) {
        return new StepFailedException(Problem.error(
                ProblemCode.TIMED_OUT,
                action + " took longer than "
                        + action.timeout(migratorContext.timeouts()).toSeconds() + " s: " + missing,
                "Look at the workers' logs; a longer time can be set on the Migrator's builder"));
    }
}
