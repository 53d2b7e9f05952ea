package io.connectmigrator.migration.internal.step;

import io.connectmigrator.connect.ConnectorInfo;
import io.connectmigrator.connect.ConnectorStatus;
import io.connectmigrator.migration.internal.connector.Condition;
import io.connectmigrator.migration.internal.connector.ConnectorConditions;
import io.connectmigrator.migration.internal.connector.ConnectorCopy;
import io.connectmigrator.migration.internal.connector.CutoverCalls;
import io.connectmigrator.migration.internal.connector.Move;
import io.connectmigrator.migration.internal.state.Progress;
import io.connectmigrator.migration.internal.work.Timeouts;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import io.connectmigrator.report.internal.StepFailedException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Looks for a while whether what was created on the target is left alone. A program that owns the connectors of a cluster, such as an
 * operator, deletes or changes what it does not know of; this shows before the source is touched. The source runs meanwhile.
 */
final class SettleStep implements Step {

    private static final HookCall HOOK = new HookCall("afterSettled", ProblemCode.HOOK_FAILED);

    private final Clock clock;
    private final Duration time;

    /** @param clock a clock that cannot be set */
    SettleStep(Clock clock, Duration time) {
        this.clock = clock;
        this.time = time;
    }

    /** {@return whether there is anything to do for a move} */
    static boolean isWanted(Move move) {
        return !move.settle().isZero() || move.hooks().afterSettled() != null;
    }

    @Override
    public MigrationStep name() {
        return MigrationStep.SETTLE;
    }

    @Override
    public Duration timeout(Timeouts timeouts) {
        return timeouts.start().plus(time);
    }

    /** A connector that an earlier call has begun to move may be down: it has settled in that call, and must not wait again. */
    @Override
    public StepResult advance(Move move, Progress progress) {
        if (progress.hasStarted()) {
            return StepResult.done(progress);
        }
        return StepResult.doneOnce(progress, leftAlone(move, progress, clock.instant()), reached -> reached);
    }

    /** The hook is part of the last look, so that nothing is looked at again because the hook has failed. */
    private Condition leftAlone(Move move, Progress progress, Instant begin) {
        Condition condition = () -> {
            if (progress.targetCreated()) {
                requireLeftAlone(move);
            }
            Duration left = time.minus(Duration.between(begin, clock.instant()));
            if (left.compareTo(Duration.ZERO) > 0) {
                return Optional.of(move.target() + " is looked at for another " + left.toMillis() + " ms");
            }
            CutoverCalls hook = move.hooks().afterSettled();
            if (hook != null) {
                HOOK.of(hook::cutOver);
            }
            return Optional.empty();
        };
        return condition.watched();
    }

    private static void requireLeftAlone(Move move) {
        ConnectorCopy target = move.target();
        Optional<ConnectorInfo> found = target.find();
        if (found.isEmpty()) {
            throw takenAway(target, "is gone");
        }
        Set<String> changed = move.targetConfig().keysShownOtherwise(found.get().config());
        if (!changed.isEmpty()) {
            throw takenAway(target, "has another config; it differs in " + String.join(", ", changed));
        }
        Optional<ConnectorStatus> status = target.findStatus();
        if (ConnectorConditions.showsStarted(target, status)) {
            throw takenAway(target, "is " + ConnectorConditions.describe(status.orElseThrow()));
        }
    }

    /** {@return what is told of a target with which another program does as it likes} */
    static StepFailedException takenAway(ConnectorCopy target, String what) {
        return new StepFailedException(
                Problem.error(
                        ProblemCode.TARGET_TAKEN_AWAY,
                        target + " was created stopped and " + what
                                + ": another program, such as an operator, owns the connectors of "
                                + target.cluster().name() + ". The source was not touched",
                        "Make that program know the connector, or leave it alone, before it is moved; then call migrate(plan) again"));
    }
}
