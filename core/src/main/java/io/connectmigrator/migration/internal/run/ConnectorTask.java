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

/** One connector in one call. Each turn ends when there is something to wait for, such as the permit to touch the source. */
final class ConnectorTask implements ResumableTask {

    private static final Logger log = LoggerFactory.getLogger(ConnectorTask.class);

    private final Operation operation;
    private final ConnectorContext context;
    private final Waiting.Deadline begins;
    private final Backoff pauses = Backoff.between(Duration.ofMillis(100), Duration.ofSeconds(5));
    private @Nullable Stage stage;
    private boolean proceeds;

    ConnectorTask(Operation operation, ConnectorContext context, MigratorContext environment) {
        this.operation = operation;
        this.context = context;
        this.begins = environment.waiting().deadline(environment.timeouts().undo());
    }

    ConnectorContext context() {
        return context;
    }

    /** Goes as far as it may. It ends in an outcome, whatever happens. */
    @Override
    public Optional<Duration> turn() {
        try {
            if (stage == null) {
                stage = begin();
            }
            while (stage instanceof Stage.UnderWay underWay && !isWaiting()) {
                StepExecutor stepExecutor = underWay.stepExecutor();
                if (proceeds) {
                    stepExecutor.proceed();
                }
                Optional<Duration> pause = stepExecutor.turn();
                if (pause.isPresent()) {
                    return pause;
                }
                if (stepExecutor.end() != null) {
                    stage = underWay.then().apply(stepExecutor);
                }
            }
        } catch (Throwable e) {
            if (mayBeginLater()) {
                context.lookAgain();
                return Optional.of(pauses.next());
            }
            stage = unexpected(e);
        }
        return Optional.empty();
    }

    private Stage begin() {
        Optional<Problem> cancelled = context.cancellation().reason();
        if (cancelled.isPresent() && !context.hasStarted()) {
            return kept(cancelled.get());
        }
        return context.mayGoOn() ? operation.begin(context) : new Stage.Ended(context.report(new Refused()));
    }

    /** What an earlier call may have left down is not given up because a cluster or the journal does not answer now. */
    private boolean mayBeginLater() {
        return stage == null && context.hasStarted() && context.mayGoOn() && !begins.expired();
    }

    private Stage unexpected(Throwable failure) {
        log.debug(
                "{} ended unexpectedly", context.checkContext().planned(), RedactedException.withoutMessages(failure));
        Problem problem = Failures.problem(failure);
        if (stage instanceof Stage.UnderWay underWay) {
            context.note(List.of(problem));
            return new Stage.Ended(
                    context.report(new Unfinished(underWay.stepExecutor().failedAt()), underWay.stepExecutor()));
        }
        return new Stage.Ended(
                context.report(context.hasStarted() ? new Unfinished(MigrationStep.QUIESCE) : new Refused(), problem));
    }

    /** {@return whether everything is prepared and it waits to be told to go on} */
    boolean isWaiting() {
        return !proceeds
                && stage instanceof Stage.UnderWay underWay
                && underWay.stepExecutor().waitsToProceed();
    }

    /** Lets it go. */
    void proceed() {
        proceeds = true;
    }

    /** Sends it back from where it waits, or keeps it from setting out. */
    void callOff(Problem why) {
        if (stage instanceof Stage.UnderWay underWay && isWaiting()) {
            underWay.stepExecutor().callOff(why);
            proceeds = true;
        } else if (stage == null) {
            stage = kept(why);
        }
    }

    private Stage kept(Problem why) {
        return operation.endBefore(context).map(context::ended).orElseGet(() -> context.notStarted(why));
    }

    /** {@return what became of it; null before its end} */
    @Nullable
    ConnectorReport report() {
        return stage instanceof Stage.Ended ended ? ended.report() : null;
    }
}
