package io.connectmigrator.migration.internal.run;

import io.connectmigrator.connect.ConnectClientException;
import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.connect.ConnectorStatus;
import io.connectmigrator.internal.Backoff;
import io.connectmigrator.internal.RedactedException;
import io.connectmigrator.internal.Waiting;
import io.connectmigrator.migration.internal.connector.ConnectorConditions;
import io.connectmigrator.migration.internal.connector.ConnectorCopy;
import io.connectmigrator.migration.internal.connector.Move;
import io.connectmigrator.migration.internal.connector.MoveUnit;
import io.connectmigrator.migration.internal.state.UnitProgress;
import io.connectmigrator.migration.internal.work.ResumableTask;
import io.connectmigrator.plan.SourceRestart;
import io.connectmigrator.plan.TargetFailure;
import io.connectmigrator.plan.internal.WatchPolicy;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import io.connectmigrator.report.StepReport;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the copies of connectors that have moved: the sources are to be at rest, and the targets' tasks are not to have failed. A
 * cluster that does not answer says neither. Not thread-safe.
 */
final class ConnectorWatch implements ResumableTask {

    private static final Logger log = LoggerFactory.getLogger(ConnectorWatch.class);

    private static final Duration LONGEST_LOOK = Duration.ofSeconds(10);
    private static final int LOOKS_AFTER_A_STOP = 5;

    /** How a watch ends. */
    enum End {
        /** The source is at rest. */
        MOVED,
        /** Both copies run, or neither is where it should be. */
        UNFINISHED,
        /** The target has failed, and the plan wants the connector back. */
        ROLL_BACK,
        /** Another call has ended the migration. */
        ENDED_BY_ANOTHER
    }

    private final UnitContext context;
    private final List<Move> moves;
    private final WatchedCopies copies;
    private final WatchGuard guard;
    private final WatchPolicy policy;
    private final Waiting waiting;
    private final Clock clock;
    private final @Nullable Comparisons comparison;
    private final Waiting.Deadline deadline;
    private final Backoff pauses = Backoff.between(Duration.ofMillis(250), Duration.ofSeconds(2));
    private final Set<Problem> alarms = new LinkedHashSet<>();
    private Instant startedAt;
    private long startNanos;
    private boolean begun;
    private boolean bothRun;
    private int looksLeft = LOOKS_AFTER_A_STOP;
    private @Nullable End end;

    /**
     * @param guard keeps others from the connector while it is changed
     * @param comparison takes samples during the watch, which lasts at least as long; null if there are to be none
     */
    ConnectorWatch(
            UnitContext context,
            List<Move> moves,
            WatchPolicy policy,
            WatchGuard guard,
            @Nullable Comparisons comparison,
            MigratorContext migratorContext) {
        this.context = context;
        this.moves = moves;
        List<Move> united = new MoveUnit(moves, () -> UnitProgress.nothingYet(moves.size())).moves();
        this.copies = new WatchedCopies(context, united);
        this.guard = guard;
        this.policy = policy;
        this.waiting = migratorContext.waiting();
        this.comparison = comparison;
        this.clock = migratorContext.clock();
        this.startedAt = clock.instant();
        this.startNanos = waiting.nanoTime();
        this.deadline = waiting.deadline(policy.duration());
    }

    /** {@return how it ended; null before that} */
    @Nullable
    End end() {
        return end;
    }

    @Override
    public Optional<Duration> run() {
        Optional<Duration> nextSample = comparison == null ? Optional.empty() : comparison.run();
        if (nextSample.isEmpty()) {
            begin();
        }
        // The last look comes after the time is over, so that it says how the watch ends.
        boolean isLast = nextSample.isEmpty()
                && (deadline.expired() || context.cancellation().reason().isPresent());
        context.lead().bounds().limit(waiting.deadline(LONGEST_LOOK));
        try {
            look();
        } catch (ConnectClientException e) {
            log.debug("{} could not be looked at", copies, RedactedException.withoutMessages(e));
        }
        if (end == null && isLast && !isBeingStopped()) {
            end = bothRun ? End.UNFINISHED : End.MOVED;
            if (bothRun && policy.onSourceRestart() == SourceRestart.STOP_AGAIN) {
                alarm(bothRun(copies.source() + " could not be stopped again or was started each time while "
                        + copies.target() + " runs"));
            }
        }
        if (end != null) {
            ended(end);
            return Optional.empty();
        }
        Duration pause = pauses.next();
        return nextSample.filter(sample -> sample.compareTo(pause) < 0).or(() -> Optional.of(pause));
    }

    /** In events and reports it comes after the comparison, though it looks all the time. */
    private void begin() {
        if (!begun) {
            begun = true;
            startedAt = clock.instant();
            startNanos = waiting.nanoTime();
            context.contexts()
                    .forEach(each -> each.connectorEvents().began(MigrationStep.WATCH, StepReport.Direction.FORWARD));
        }
    }

    private void look() {
        if (!guard.isStillMoved()) {
            end = End.ENDED_BY_ANOTHER;
        } else if (copies.areSuspicious()) {
            judge(copies.look());
        } else {
            bothRun = false;
        }
    }

    /** Whether the source has come to rest, and stays so, is seen a few looks later. */
    private boolean isBeingStopped() {
        return bothRun && policy.onSourceRestart() == SourceRestart.STOP_AGAIN && --looksLeft >= 0;
    }

    private void judge(WatchedCopies.Look look) {
        Optional<ConnectorCopy> source = look.runningSource();
        Optional<ConnectorCopy> target = look.runningTarget();
        bothRun = source.isPresent() && target.isPresent();
        if (bothRun) {
            sourceRunsAgain(source.get(), target.get());
        } else if (source.isPresent() && look.isTargetAtRest()) {
            alarm(broughtBackByHand(source.get()));
            end = End.UNFINISHED;
        } else if (source.isEmpty() && look.failedTarget().isPresent()) {
            targetFailed(look.failedTarget().get());
        }
    }

    /** The alarm comes first: to stop the source may fail, and what was copied twice stays so. */
    private void sourceRunsAgain(ConnectorCopy source, ConnectorCopy target) {
        boolean stops = policy.onSourceRestart() == SourceRestart.STOP_AGAIN;
        String what = source + " was started outside this migration while " + target + " runs";
        alarm(
                stops
                        ? Problem.warning(
                                ProblemCode.SOURCE_RUNS_AGAIN,
                                what + "; it is stopped again. What it copied meanwhile was copied twice",
                                "Look for what started it, such as an operator, and make it leave the connector alone")
                        : bothRun(what));
        if (stops) {
            // If it is not stopped now, the next look tries again.
            boolean unused = guard.perform(() -> stopSource(source, target));
        }
    }

    private static Problem bothRun(String what) {
        return Problem.error(
                ProblemCode.SOURCE_RUNS_AGAIN,
                what + ", so both copies run",
                "Stop it at once, and look for what started it");
    }

    /** To keep other calls away may have taken a while, in which the target may have been stopped to go back by hand. */
    private static void stopSource(ConnectorCopy source, ConnectorCopy target) {
        if (target.findStatus().filter(ConnectorConditions::runs).isPresent()) {
            source.bringTo(source.capabilities().listOffsets() ? ConnectorState.STOPPED : ConnectorState.PAUSED);
        }
    }

    private Problem broughtBackByHand(ConnectorCopy source) {
        return Problem.error(
                ProblemCode.SOURCE_RUNS_AGAIN,
                source + " was started outside this migration after " + copies.target()
                        + " had been stopped; what the target has copied since the move is copied again",
                "If that was not meant, stop it and start the target; otherwise delete the target and call forget(plan)");
    }

    private void targetFailed(WatchedCopies.Seen target) {
        ConnectorStatus status = target.status().orElseThrow();
        boolean rollsBack = policy.onTargetFailure() == TargetFailure.ROLL_BACK;
        alarm(Problem.error(
                ProblemCode.TASK_FAILED,
                target.copy() + " failed after it had been started: " + ConnectorConditions.describe(status)
                        + ConnectorConditions.causeOfFailure(status, this::withoutSecrets),
                rollsBack
                        ? "Mend what the worker's log says of it; the connector is brought back"
                        : "Mend what the worker's log says of it, or call rollback(plan)"));
        end = rollsBack ? End.ROLL_BACK : End.UNFINISHED;
    }

    private String withoutSecrets(String text) {
        String scrubbed = text;
        for (Move move : moves) {
            scrubbed = move.withoutSecrets(scrubbed);
        }
        return scrubbed;
    }

    private void alarm(Problem problem) {
        if (alarms.add(problem)) {
            context.lead().connectorEvents().alarm(problem);
        }
    }

    private void ended(End how) {
        if (comparison != null) {
            comparison.end("the watch has ended");
        }
        begin();
        boolean succeeded = how == End.MOVED || how == End.ENDED_BY_ANOTHER;
        Duration took = Duration.ofNanos(waiting.nanoTime() - startNanos);
        alarms.forEach(context::note);
        Problem why = succeeded ? null : alarms.stream().findFirst().orElse(null);
        context.contexts().forEach(each -> {
            each.did(new StepReport(MigrationStep.WATCH, StepReport.Direction.FORWARD, succeeded, startedAt, took));
            each.connectorEvents().ended(MigrationStep.WATCH, StepReport.Direction.FORWARD, took, 1, why);
        });
    }
}
