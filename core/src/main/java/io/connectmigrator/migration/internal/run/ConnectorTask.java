package io.connectmigrator.migration.internal.run;

import io.connectmigrator.internal.Backoff;
import io.connectmigrator.internal.RedactedException;
import io.connectmigrator.internal.Waiting;
import io.connectmigrator.migration.internal.work.ResumableTask;
import io.connectmigrator.report.ConnectorReport;
import io.connectmigrator.report.MigrationOutcome.Refused;
import io.connectmigrator.report.MigrationOutcome.Unfinished;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.internal.Failures;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connectors of a unit in one call; mostly one. Each {@link #run} ends when there is something to wait for, such as the permit to touch the source. */
final class ConnectorTask implements ResumableTask {

    private static final Logger log = LoggerFactory.getLogger(ConnectorTask.class);

    private final Operation operation;
    private final UnitContext context;
    private final Waiting.Deadline begins;
    private final Backoff pauses = Backoff.between(Duration.ofMillis(100), Duration.ofSeconds(5));
    private @Nullable Continuation next;
    private boolean proceeds;
    private boolean watches;

    ConnectorTask(Operation operation, UnitContext context, MigratorContext migratorContext) {
        this.operation = operation;
        this.context = context;
        this.begins =
                migratorContext.waiting().deadline(migratorContext.timeouts().undo());
    }

    UnitContext context() {
        return context;
    }

    /** Goes on as far as it may. It ends with a report, whatever happens. */
    @Override
    public Optional<Duration> run() {
        try {
            if (next == null) {
                next = begin();
            }
            while (reports() == null && !isWaiting()) {
                Optional<Duration> pause = goOn();
                if (pause.isPresent()) {
                    return pause;
                }
            }
        } catch (Throwable e) {
            if (mayBeginLater()) {
                context.lookAgain();
                return Optional.of(pauses.next());
            }
            next = unexpected(e);
        }
        return Optional.empty();
    }

    private Optional<Duration> goOn() {
        if (next instanceof Continuation.Steps steps) {
            return execute(steps);
        }
        return next instanceof Continuation.Watch watch ? watch(watch) : Optional.empty();
    }

    private Optional<Duration> execute(Continuation.Steps steps) {
        StepExecutor stepExecutor = steps.stepExecutor();
        if (proceeds) {
            stepExecutor.proceed();
        }
        Optional<Duration> pause = stepExecutor.run();
        if (stepExecutor.outcome() != null) {
            next = steps.then().apply(stepExecutor);
        }
        return pause;
    }

    private Optional<Duration> watch(Continuation.Watch watched) {
        Optional<Duration> pause = watched.watch().run();
        if (pause.isEmpty()) {
            next = watched.then().get();
        }
        return pause;
    }

    private Continuation begin() {
        Optional<Problem> cancelled = context.cancellation().reason();
        if (cancelled.isPresent() && !context.entry().mayBeDown()) {
            return kept(cancelled.get());
        }
        return context.mayGoOn() ? operation.begin(context) : context.ended(new Refused());
    }

    /** What an earlier call may have left down is not given up because a cluster or the journal does not answer now. */
    private boolean mayBeginLater() {
        return next == null && context.entry().mayBeDown() && context.mayGoOn() && !begins.expired();
    }

    private Continuation unexpected(Throwable failure) {
        log.debug(
                "{} ended unexpectedly", context.checkContext().planned(), RedactedException.withoutMessages(failure));
        Problem problem = Failures.problem(failure);
        if (next instanceof Continuation.Steps steps) {
            StepExecutor executor = steps.stepExecutor();
            context.note(problem);
            context.take(executor);
            return context.ended(new Unfinished(executor.failedAt()), executor.progress());
        }
        if (next instanceof Continuation.Watch) {
            return context.ended(new Unfinished(MigrationStep.WATCH), problem);
        }
        return context.ended(
                context.entry().mayBeDown() ? new Unfinished(MigrationStep.QUIESCE) : new Refused(), problem);
    }

    /** {@return whether it waits to be told to go on: everything is prepared, or it has moved and is to be watched} */
    boolean isWaiting() {
        if (hasMoved()) {
            return !watches;
        }
        return !proceeds
                && next instanceof Continuation.Steps steps
                && steps.stepExecutor().waitsToProceed();
    }

    /** {@return whether the connector runs on the target, which is still to be proved} */
    boolean isProving() {
        return next instanceof Continuation.Steps steps && steps.stepExecutor().isProving();
    }

    /** {@return whether the connector has moved and is to be looked at for a while} */
    boolean hasMoved() {
        return next instanceof Continuation.Watch;
    }

    /** Lets it be looked at; it has moved. */
    void watch() {
        watches = true;
    }

    /** Lets it look whether what was prepared is left alone. */
    void settle() {
        if (next instanceof Continuation.Steps steps) {
            steps.stepExecutor().settle();
        }
    }

    /** Lets it go on from where it waits. */
    void proceed() {
        proceeds = true;
    }

    /** Undoes what was prepared, or keeps it from starting. */
    void callOff(Problem why) {
        if (next instanceof Continuation.Steps steps && isWaiting()) {
            steps.stepExecutor().callOff(why);
            proceeds = true;
        } else if (next == null) {
            next = kept(why);
        }
    }

    private Continuation kept(Problem why) {
        return operation.earlierOutcome(context).map(context::ended).orElseGet(() -> context.notStarted(why));
    }

    /** {@return the reports of the connectors; null before their end} */
    @Nullable
    List<ConnectorReport> reports() {
        return next instanceof Continuation.Ended ended ? ended.reports() : null;
    }
}
