package io.connectmigrator.migration.internal.run;

import io.connectmigrator.migration.internal.connector.CheckContext;
import io.connectmigrator.migration.internal.connector.ConnectorConditions;
import io.connectmigrator.migration.internal.connector.ConnectorCopy;
import io.connectmigrator.migration.internal.connector.Move;
import io.connectmigrator.migration.internal.state.MigrationState;
import io.connectmigrator.migration.internal.state.Patience;
import io.connectmigrator.plan.internal.PlannedMove;
import io.connectmigrator.report.MigrationOutcome.Forgotten;
import io.connectmigrator.report.MigrationOutcome.Refused;
import io.connectmigrator.report.MigrationPhase;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import io.connectmigrator.report.internal.Failures;
import java.util.Optional;

/**
 * Ends journal entries that no longer fit what is on the clusters, since another has moved or deleted the connectors. Reads both
 * clusters and changes neither. An entry that still knows how to start a connector that is down is kept.
 */
public final class Forget implements Operation {

    private final MigratorContext migratorContext;

    public Forget(MigratorContext migratorContext) {
        this.migratorContext = migratorContext;
    }

    /** What one copy of the connector does now. */
    private enum Copy {
        ABSENT,
        AT_REST,
        RUNS,
        UNCLEAR;

        static Copy of(ConnectorCopy copy) {
            if (copy.find().isEmpty()) {
                return ABSENT;
            }
            boolean isClear = copy.findStatus()
                    .filter(status ->
                            ConnectorConditions.unsettled(copy, status).isEmpty())
                    .isPresent();
            if (!isClear) {
                return UNCLEAR;
            }
            return ConnectorConditions.mayCopy(copy) ? RUNS : AT_REST;
        }
    }

    @Override
    public void examine(ConnectorContext context) {
        context.requireSamePlan(PlannedMove::differentPlaceIn);
    }

    @Override
    public Continuation begin(ConnectorContext context) {
        Optional<MigrationState> open = context.entry().openState();
        if (open.isEmpty()) {
            return context.ended(new Forgotten());
        }
        try {
            Move sides = context.checkContext().moves().confirm();
            Copy source = Copy.of(sides.source());
            Copy target = Copy.of(sides.target());
            Optional<Problem> needed = needed(context, open.get(), source, target);
            return needed.isPresent() ? refused(context, needed.get()) : forget(context, open.get(), source, target);
        } catch (RuntimeException e) {
            // What cannot be seen now is no reason to wait for it: nothing is down for want of being forgotten.
            return refused(context, Failures.problem(e));
        }
    }

    private Continuation forget(ConnectorContext context, MigrationState state, Copy source, Copy target) {
        Problem forgotten = forgotten(context, state, source, target);
        // A connector that lives on the target alone must not be brought back by an earlier migration.
        MigrationPhase end =
                source == Copy.ABSENT && target != Copy.ABSENT ? MigrationPhase.CONFIRMED : MigrationPhase.UNDONE;
        Patience.with(migratorContext.waiting(), () -> {
            context.entry().writer().write(state.in(end));
            return true;
        });
        return new Continuation.Ended(context.report(new Forgotten(), forgotten));
    }

    /** {@return why the entry is still needed, if it is} */
    private static Optional<Problem> needed(ConnectorContext context, MigrationState state, Copy source, Copy target) {
        CheckContext connector = context.checkContext();
        if (connector.isWriting()) {
            return Optional.of(notNow(
                    "a call that has died may have sent requests that a worker still does",
                    "Call forget(plan) again in a few minutes"));
        }
        if (source == Copy.UNCLEAR || target == Copy.UNCLEAR) {
            return Optional.of(notNow(
                    (source == Copy.UNCLEAR ? connector.source() : connector.target()) + " is between two states",
                    "Call forget(plan) again when its status has settled"));
        }
        if (source == Copy.RUNS && target == Copy.RUNS) {
            return Optional.of(notNow(
                    connector.source() + " and " + connector.target() + " both run",
                    "Stop the one that should not run, then call forget(plan) again"));
        }
        if (source == Copy.AT_REST && isBegun(state)) {
            return Optional.of(notNow(
                    connector.source() + " is down, and the journal's entry is what can start it again: "
                            + context.entry().writer().openMigration().orElseThrow(),
                    whatToCall(state)));
        }
        if (source == Copy.ABSENT && target == Copy.AT_REST && !hasMoved(state)) {
            return Optional.of(notNow(
                    connector.source() + " is not there any more, and " + connector.target() + " is down",
                    "Start the one on the target or delete it, then call forget(plan) again"));
        }
        return Optional.empty();
    }

    private static boolean isBegun(MigrationState state) {
        return state.phase() != MigrationPhase.MOVING || state.forward().hasStarted();
    }

    private static boolean hasMoved(MigrationState state) {
        return state.phase() == MigrationPhase.MOVED;
    }

    private static String whatToCall(MigrationState state) {
        String call = switch (state.phase()) {
            case MOVED -> "Call confirm(plan) or rollback(plan)";
            case UNDOING, ROLLING_BACK -> "Call rollback(plan)";
            case MOVING, UNDONE, ROLLED_BACK, CONFIRMED, REHEARSING, REHEARSED ->
                "Call migrate(plan) to go on or rollback(plan) to go back";
        };
        return call + "; if neither can, start the connector where it is to run and call forget(plan) again";
    }

    private static Problem forgotten(ConnectorContext context, MigrationState state, Copy source, Copy target) {
        CheckContext connector = context.checkContext();
        Move sides = connector.moves().confirm();
        return Problem.warning(
                ProblemCode.FORGOTTEN,
                "forgotten is " + context.entry().writer().openMigration().orElseThrow() + ". Left as they are: "
                        + left(sides.source(), source) + "; " + left(sides.target(), target)
                        + (state.forward().cutOver()
                                ? "; the cut-over hook may have been called and was not taken back"
                                : ""),
                "Start or delete by hand what should run or should not be there");
    }

    private static String left(ConnectorCopy copy, Copy seen) {
        return seen == Copy.ABSENT
                ? copy + ", which is not there"
                : copy
                        + copy.findStatus()
                                .map(status -> ", " + ConnectorConditions.describe(status))
                                .orElse("");
    }

    private static Continuation refused(ConnectorContext context, Problem why) {
        return new Continuation.Ended(context.report(new Refused(), why));
    }

    private static Problem notNow(String message, String remedy) {
        return Problem.error(ProblemCode.NOT_IN_THAT_STATE, message, remedy);
    }

    @Override
    public String toString() {
        return "forget";
    }
}
