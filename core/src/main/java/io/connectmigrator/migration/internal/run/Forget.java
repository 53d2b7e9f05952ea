package io.connectmigrator.migration.internal.run;

import io.connectmigrator.event.MigrationEvent;
import io.connectmigrator.migration.internal.connector.CheckContext;
import io.connectmigrator.migration.internal.connector.ConnectorConditions;
import io.connectmigrator.migration.internal.connector.ConnectorCopy;
import io.connectmigrator.migration.internal.connector.Move;
import io.connectmigrator.migration.internal.connector.Moves;
import io.connectmigrator.migration.internal.state.MigrationState;
import io.connectmigrator.migration.internal.state.Patience;
import io.connectmigrator.migration.internal.state.Progress;
import io.connectmigrator.plan.internal.PlannedMove;
import io.connectmigrator.report.MigrationOutcome.Forgotten;
import io.connectmigrator.report.MigrationOutcome.Refused;
import io.connectmigrator.report.MigrationPhase;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import io.connectmigrator.report.internal.Failures;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

        /** {@return what those of one side do: that one runs or is unclear counts more than that another does not} */
        static Copy ofAll(Stream<ConnectorCopy> copies) {
            return copies.map(Copy::of).max(Comparator.naturalOrder()).orElse(ABSENT);
        }

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
    public void examine(UnitContext context) {
        context.requireSamePlan(PlannedMove::differentPlaceIn);
    }

    @Override
    public Continuation begin(UnitContext context) {
        Optional<MigrationState> open = context.entry().openState();
        if (open.isEmpty()) {
            return context.ended(new Forgotten());
        }
        try {
            List<Move> moves = context.moves(Moves::confirm);
            Copy source = Copy.ofAll(moves.stream().map(Move::source));
            Copy target = Copy.ofAll(moves.stream().map(Move::target));
            Optional<Problem> needed = needed(context, open.get(), source, target);
            return needed.isPresent() ? refused(context, needed.get()) : forget(context, open.get(), source, target);
        } catch (Throwable e) {
            // What cannot be seen now is no reason to wait for it: nothing is down for want of being forgotten.
            return refused(context, Failures.problem(e));
        }
    }

    private Continuation forget(UnitContext context, MigrationState state, Copy source, Copy target) {
        Problem forgotten = forgotten(context, state, source, target);
        // A connector that lives on the target alone must not be brought back by an earlier migration.
        MigrationPhase end =
                source == Copy.ABSENT && target != Copy.ABSENT ? MigrationPhase.CONFIRMED : MigrationPhase.UNDONE;
        Patience.with(migratorContext.waiting(), () -> {
            context.entry().writer().write(state.in(end));
            return true;
        });
        return context.ended(new Forgotten(), forgotten);
    }

    /** {@return why the entry is still needed, if it is} */
    private static Optional<Problem> needed(UnitContext context, MigrationState state, Copy source, Copy target) {
        CheckContext connector = context.checkContext();
        if (context.isWriting()) {
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

    private static Problem forgotten(UnitContext context, MigrationState state, Copy source, Copy target) {
        List<Move> moves = context.moves(Moves::confirm);
        return Problem.warning(
                ProblemCode.FORGOTTEN,
                "forgotten is " + context.entry().writer().openMigration().orElseThrow() + ". Left as they are: "
                        + moves.stream()
                                .flatMap(move -> Stream.of(left(move.source(), source), left(move.target(), target)))
                                .distinct()
                                .collect(Collectors.joining("; "))
                        + (state.forward().any(Progress::cutOver)
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

    private static Continuation refused(UnitContext context, Problem why) {
        return context.ended(new Refused(), why);
    }

    private static Problem notNow(String message, String remedy) {
        return Problem.error(ProblemCode.NOT_IN_THAT_STATE, message, remedy);
    }

    @Override
    public MigrationEvent.Call call() {
        return MigrationEvent.Call.FORGET;
    }
}
