package io.connectmigrator.migration.internal.run;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.connect.ConnectClientException;
import io.connectmigrator.internal.RedactedException;
import io.connectmigrator.internal.Waiting;
import io.connectmigrator.journal.ClaimedException;
import io.connectmigrator.journal.Journal;
import io.connectmigrator.journal.JournalException;
import io.connectmigrator.journal.LockOwner;
import io.connectmigrator.migration.internal.connector.CheckContext;
import io.connectmigrator.migration.internal.state.EntryWriter;
import io.connectmigrator.migration.internal.state.MigrationState;
import io.connectmigrator.migration.internal.state.Patience;
import io.connectmigrator.migration.internal.state.UnitProgress;
import io.connectmigrator.plan.internal.PlannedMove;
import io.connectmigrator.plan.internal.PlannedUnit;
import io.connectmigrator.report.MigrationOutcome;
import io.connectmigrator.report.MigrationPhase;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.OpenMigration;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import io.connectmigrator.report.internal.Failures;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The journal's entry of a unit during one call: how far earlier calls have come, and what this one writes. */
final class ConnectorEntry {

    private static final Logger log = LoggerFactory.getLogger(ConnectorEntry.class);

    private static final Set<MigrationPhase> MAY_BE_PREPARED =
            Set.of(MigrationPhase.MOVING, MigrationPhase.UNDOING, MigrationPhase.REHEARSING);

    private final Supplier<List<CheckContext>> unit;
    private final Waiting waiting;
    private @Nullable EntryWriter writer;

    /** @param unit what is read of each move, which may be read again */
    ConnectorEntry(Supplier<List<CheckContext>> unit, Waiting waiting) {
        this.unit = unit;
        this.waiting = waiting;
    }

    /**
     * Reads the entry.
     *
     * @throws JournalException if it cannot be read
     */
    void open(Journal.Claim claim, LockOwner owner, MigratorContext migratorContext) {
        EntryWriter opened = Patience.with(
                waiting,
                () -> EntryWriter.open(migratorContext.journal(), claim, owner, planned(), migratorContext.clock()));
        writer = opened;
        List<CheckContext> moves = unit.get();
        UnitProgress noted =
                opened.migrationState().map(MigrationState::forward).orElse(null);
        if (noted == null || noted.size() != moves.size()) {
            return;
        }
        opened.unfinishedSince()
                .ifPresent(saved -> IntStream.range(0, moves.size())
                        .forEach(move ->
                                moves.get(move).assumePendingWrites(left(migratorContext, saved), noted.of(move))));
    }

    /** Clocks of two hosts may differ, so an entry of the future was written just now. */
    private static Duration left(MigratorContext migratorContext, Instant saved) {
        Duration passed = Duration.between(saved, migratorContext.clock().instant());
        Duration pending = migratorContext.timeouts().pending();
        return passed.isNegative() ? pending : pending.minus(passed);
    }

    /** {@return what the plan says of the moves now} */
    PlannedUnit planned() {
        return new PlannedUnit(unit.get().stream().map(CheckContext::planned).toList());
    }

    boolean isOpened() {
        return writer != null;
    }

    EntryWriter writer() {
        return requireNonNull(writer, "entry");
    }

    Optional<MigrationState> state() {
        return writer == null ? Optional.empty() : writer.migrationState();
    }

    /** {@return how far the connector has come, if there is something left to do} */
    Optional<MigrationState> openState() {
        return state().filter(MigrationState::isOpen);
    }

    /** {@return whether an earlier call may have left the connector down, so that it must not wait any longer} */
    boolean mayBeDown() {
        return openState().filter(MigrationState::mayBeDown).isPresent();
    }

    /** {@return whether the connector has been moved, confirmed, and not been created again since} */
    boolean isConfirmed() {
        try {
            return state().filter(state -> state.phase() == MigrationPhase.CONFIRMED)
                            .isPresent()
                    && unit.get().stream().allMatch(move -> move.source().find().isEmpty());
        } catch (ConnectClientException e) {
            return false;
        }
    }

    /** {@return to which end an earlier call has brought the connector, if it is still there} */
    Optional<MigrationOutcome> earlierOutcome() {
        return state().flatMap(state -> switch (state.phase()) {
            case MOVED -> Optional.of(new MigrationOutcome.Moved(state.forward().movedOn()));
            case CONFIRMED -> isConfirmed() ? Optional.of(new MigrationOutcome.Confirmed()) : Optional.empty();
            case MOVING, UNDOING, ROLLING_BACK, UNDONE, ROLLED_BACK, REHEARSING, REHEARSED -> Optional.empty();
        });
    }

    /** {@return whether more has happened than that the target was prepared} */
    boolean isBegun() {
        return openState()
                .filter(state -> state.phase() != MigrationPhase.MOVING
                        || state.forward().hasStarted())
                .isPresent();
    }

    /** {@return whether an earlier call may have created the connector on the target} */
    boolean targetCreated() {
        return openState().filter(state -> state.forward().targetCreated()).isPresent();
    }

    /** {@return the outcome of a connector that this call has not touched} An earlier one may have created it on the target. */
    MigrationOutcome notStarted() {
        boolean isPrepared = openState()
                .filter(state -> MAY_BE_PREPARED.contains(state.phase()))
                .filter(state -> state.forward().targetCreated())
                .isPresent();
        return isPrepared ? new MigrationOutcome.Unfinished(MigrationStep.PREPARE) : new MigrationOutcome.NotStarted();
    }

    /** {@return the warning that the migration has begun} Checks would only find what it has done so far. */
    Problem alreadyBegun() {
        return Problem.warning(
                ProblemCode.ALREADY_BEGUN,
                planned() + " has started: " + writer().openMigration().orElseThrow(),
                "migrate(plan) goes on from there, rollback(plan) goes back");
    }

    /** {@return the error that the migration was begun by another plan, if it was} */
    Optional<Problem> begunByOtherPlan(BiFunction<PlannedMove, PlannedMove, List<String>> differences) {
        if (writer == null) {
            return Optional.empty();
        }
        List<String> found = new ArrayList<>();
        if (openState().isPresent()) {
            found.addAll(writer.planned().orElseThrow().differencesIn(planned(), differences));
        }
        writer.begunAlone().map(OpenMigration::toString).ifPresent(found::add);
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(Problem.error(
                        ProblemCode.PLAN_CHANGED,
                        planned() + " is being moved by another plan: " + String.join("; ", found),
                        "Call again with the plan that was begun, or end that with rollback(plan) or confirm(plan)"
                                + " first"));
    }

    /** {@return the error that a rollback is not finished, if that is so} */
    Optional<Problem> rollbackUnfinished() {
        return openState()
                .filter(state -> state.phase() == MigrationPhase.ROLLING_BACK)
                .map(state -> Problem.error(
                        ProblemCode.NOT_IN_THAT_STATE,
                        "a rollback of " + planned() + " was begun and has not come to its end",
                        "Call rollback(plan) first"));
    }

    /** Writes where the connector is now. {@return the warning that this failed, which changes nothing about where it is} */
    Optional<Problem> conclude(MigrationState state) {
        try {
            Patience.with(waiting, () -> {
                writer().write(state);
                return true;
            });
            return Optional.empty();
        } catch (JournalException | ClaimedException e) {
            Problem problem = Failures.problem(e);
            return Optional.of(Problem.warning(
                    problem.code(),
                    "the connector has come to its end, but the journal does not say so: " + problem.message(),
                    "Call again once that is mended"));
        }
    }

    /** Writes that no worker is still at work on what was asked for, so that the next call need not wait for that. */
    void settle() {
        if (unit.get().stream().anyMatch(CheckContext::isWriting)) {
            return;
        }
        try {
            writer().settle();
        } catch (JournalException | ClaimedException e) {
            log.debug("{} is not noted as settled", planned(), RedactedException.withoutMessages(e));
        }
    }
}
