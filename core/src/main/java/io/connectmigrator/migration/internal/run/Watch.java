package io.connectmigrator.migration.internal.run;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.event.MigrationEvent;
import io.connectmigrator.journal.ClaimedException;
import io.connectmigrator.journal.Journal;
import io.connectmigrator.journal.JournalException;
import io.connectmigrator.journal.LockOwner;
import io.connectmigrator.migration.internal.connector.Moves;
import io.connectmigrator.migration.internal.state.MigrationState;
import io.connectmigrator.plan.internal.PlannedMove;
import io.connectmigrator.plan.internal.WatchPolicy;
import io.connectmigrator.report.MigrationOutcome;
import io.connectmigrator.report.MigrationOutcome.Confirmed;
import io.connectmigrator.report.MigrationOutcome.Moved;
import io.connectmigrator.report.MigrationOutcome.Refused;
import io.connectmigrator.report.MigrationOutcome.RolledBack;
import io.connectmigrator.report.MigrationOutcome.Unfinished;
import io.connectmigrator.report.MigrationPhase;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import io.connectmigrator.report.internal.Failures;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Watches connectors that have moved until another call ends their migrations. It keeps none away: it claims a connector only while it
 * changes it.
 */
public final class Watch implements Operation {

    private static final Duration UNTIL_CONFIRMED = Duration.ofDays(10_000);

    private final MigratorContext migratorContext;
    private final Queue<Journal.Claim> claims = new ConcurrentLinkedQueue<>();

    public Watch(MigratorContext migratorContext) {
        this.migratorContext = migratorContext;
    }

    @Override
    public boolean claims() {
        return false;
    }

    @Override
    public void end() {
        claims.forEach(Journal.Claim::close);
    }

    @Override
    public void examine(UnitContext context) {
        context.requireSamePlan(PlannedMove::differentPlaceIn);
    }

    @Override
    public Continuation begin(UnitContext context) {
        if (phase(context).filter(MigrationPhase.MOVED::equals).isEmpty()) {
            return context.ended(new Refused(), notMoved(context));
        }
        WatchPolicy policy = context.plan().watch().lasting(UNTIL_CONFIRMED);
        ConnectorWatch watch = new ConnectorWatch(
                context, context.moves(Moves::forward), policy, new Guard(context), null, migratorContext);
        return new Continuation.Watch(watch, () -> watched(context, requireNonNull(watch.end(), "end")));
    }

    private Continuation watched(UnitContext context, ConnectorWatch.End end) {
        return switch (end) {
            case MOVED -> context.ended(new Moved(movedOn(context)));
            case UNFINISHED -> context.ended(new Unfinished(MigrationStep.WATCH));
            case ENDED_BY_ANOTHER -> context.ended(endedByAnother(context));
            case ROLL_BACK -> rollback(context);
        };
    }

    private MigrationOutcome endedByAnother(UnitContext context) {
        return phase(context)
                .<MigrationOutcome>map(phase -> switch (phase) {
                    case CONFIRMED -> new Confirmed();
                    case ROLLED_BACK, UNDONE -> new RolledBack();
                    case MOVING, UNDOING, MOVED, ROLLING_BACK, REHEARSING, REHEARSED ->
                        new Unfinished(MigrationStep.WATCH);
                })
                .orElseGet(Confirmed::new);
    }

    private Continuation rollback(UnitContext context) {
        try {
            claims.add(claimed(context));
        } catch (ClaimedException | JournalException e) {
            context.note(Failures.problem(e));
            return context.ended(new Unfinished(MigrationStep.WATCH));
        }
        context.lookAgain();
        return Rollback.afterWatch(migratorContext).begin(context);
    }

    /** Claims the connector for this call, which reads its entry again: another call may have written it before. */
    private Journal.Claim claimed(UnitContext context) {
        LockOwner owner = owner(context);
        Journal.Claim claim = migratorContext.claim(ids(context), owner);
        try {
            context.entry().open(claim, owner, migratorContext);
            return claim;
        } catch (Throwable e) {
            claim.close();
            throw e;
        }
    }

    private LockOwner owner(UnitContext context) {
        return new LockOwner(
                migratorContext.name() + ", run " + context.lead().runId(),
                migratorContext.clock().instant());
    }

    private static Set<String> ids(UnitContext context) {
        return RunClaims.ids(List.of(context));
    }

    private Optional<MigrationPhase> phase(UnitContext context) {
        return context.entry().state().map(MigrationState::phase);
    }

    private static boolean movedOn(UnitContext context) {
        return context.entry().state().map(state -> state.forward().movedOn()).orElse(false);
    }

    private final class Guard implements WatchGuard {

        private final UnitContext context;

        Guard(UnitContext context) {
            this.context = context;
        }

        @Override
        public boolean isStillMoved() {
            try {
                context.entry().open(() -> {}, owner(context), migratorContext);
            } catch (JournalException e) {
                // What cannot be read now says nothing; before anything is changed it is read again.
                return true;
            }
            return phase(context).filter(MigrationPhase.MOVED::equals).isPresent();
        }

        @Override
        public boolean perform(Runnable change) {
            try (Journal.Claim claim = claimed(context)) {
                boolean moved =
                        phase(context).filter(MigrationPhase.MOVED::equals).isPresent();
                if (moved) {
                    claim.requireHeld();
                    change.run();
                }
                return moved;
            } catch (ClaimedException | JournalException e) {
                return false;
            }
        }
    }

    private static Problem notMoved(UnitContext context) {
        return Problem.error(
                ProblemCode.NOT_IN_THAT_STATE,
                "the journal does not say that " + context.checkContext().source()
                        + " has moved and waits for confirm(plan) or rollback(plan), so there is nothing to watch",
                "Call migrate(plan) first, with the same journal");
    }

    @Override
    public MigrationEvent.Call call() {
        return MigrationEvent.Call.WATCH;
    }
}
