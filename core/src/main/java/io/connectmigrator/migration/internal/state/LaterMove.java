package io.connectmigrator.migration.internal.state;

import io.connectmigrator.journal.Journal;
import io.connectmigrator.journal.JournalException;
import io.connectmigrator.plan.internal.PlannedMove;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Finds in the journal whether a connector that was moved has been moved on since, and where it is now. Reads only. */
public final class LaterMove {

    private final JournalRecords records;

    public LaterMove(Journal journal) {
        this.records = new JournalRecords(journal);
    }

    /**
     * {@return the last move of the connector after the one that brought it to where it was planned to go, if there is one}
     *
     * @param since when the earlier move began
     * @throws JournalException if the journal cannot be read
     */
    public Optional<PlannedMove> after(PlannedMove earlier, Instant since) {
        Optional<PlannedMove> last = Optional.empty();
        Set<String> seen = new HashSet<>(Set.of(earlier.id()));
        PlannedMove current = earlier;
        while (seen.add(current.idOnTarget())) {
            String id = current.idOnTarget();
            Optional<PlannedMove> next = records.find(id)
                    .filter(page -> page.saved().isAfter(since) && hasLeft(page.migrationState()))
                    .flatMap(page -> page.planned().moveOf(id));
            if (next.isEmpty()) {
                return last;
            }
            last = next;
            current = next.get();
        }
        return last;
    }

    /** While it is being moved on, its offsets are under way as well. */
    private static boolean hasLeft(MigrationState migrationState) {
        return switch (migrationState.phase()) {
            case MOVING, UNDOING -> migrationState.forward().hasStarted();
            case MOVED, ROLLING_BACK, CONFIRMED -> true;
            case UNDONE, ROLLED_BACK, REHEARSING, REHEARSED -> false;
        };
    }
}
