package io.connectmigrator.migration.internal.state;

import io.connectmigrator.journal.JournalEntry;
import io.connectmigrator.journal.LockOwner;
import io.connectmigrator.plan.internal.PlannedMove;
import io.connectmigrator.plan.internal.PlannedUnit;
import io.connectmigrator.report.OpenMigration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a journal's entry says.
 *
 * @param planned what was asked for
 * @param migrationState how far it has come
 * @param begun when it began
 * @param by the call that wrote it last
 * @param saved when that was
 * @param settled whether that call has come to its end, and no worker is still at work on what it asked for
 */
public record JournalRecord(
        PlannedUnit planned,
        MigrationState migrationState,
        Instant begun,
        LockOwner by,
        Instant saved,
        boolean settled) {

    /** A page of a call that is under way. */
    public JournalRecord(
            PlannedUnit planned, MigrationState migrationState, Instant begun, LockOwner by, Instant saved) {
        this(planned, migrationState, begun, by, saved, false);
    }

    public JournalEntry entry() {
        return new JournalEntry(planned.id(), JournalFormat.write(this));
    }

    /** {@return what there is to know of the migration, move by move} */
    List<OpenMigration> openMigrations() {
        return planned.moves().stream().map(this::openMigration).toList();
    }

    /** {@return the same of the first move of a connector, if there is one} */
    Optional<OpenMigration> openMigration(String id) {
        return planned.moveOf(id).map(this::openMigration);
    }

    /** {@return the same of the move that leads} */
    OpenMigration openMigration() {
        return openMigration(planned.lead());
    }

    private OpenMigration openMigration(PlannedMove move) {
        UnitProgress rollback = migrationState.rollback();
        return new OpenMigration(
                move.connector(),
                move.from(),
                move.target(),
                move.to(),
                migrationState.phase(),
                (rollback == null ? migrationState.forward() : rollback).completed(),
                begun,
                saved,
                by,
                move.attributes());
    }
}
