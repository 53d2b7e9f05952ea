package io.connectmigrator.migration.internal.state;

import io.connectmigrator.journal.JournalEntry;
import io.connectmigrator.journal.LockOwner;
import io.connectmigrator.plan.internal.PlannedMove;
import io.connectmigrator.report.OpenMigration;
import java.time.Instant;

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
        PlannedMove planned,
        MigrationState migrationState,
        Instant begun,
        LockOwner by,
        Instant saved,
        boolean settled) {

    /** A page of a call that is under way. */
    public JournalRecord(
            PlannedMove planned, MigrationState migrationState, Instant begun, LockOwner by, Instant saved) {
        this(planned, migrationState, begun, by, saved, false);
    }

    public JournalEntry entry() {
        return new JournalEntry(planned.id(), JournalFormat.write(this));
    }

    /** {@return what there is to know of the migration} */
    OpenMigration openMigration() {
        Progress rollback = migrationState.rollback();
        return new OpenMigration(
                planned.connector(),
                planned.from(),
                planned.target(),
                planned.to(),
                migrationState.phase(),
                (rollback == null ? migrationState.forward() : rollback).completed(),
                begun,
                saved,
                by,
                planned.attributes());
    }
}
