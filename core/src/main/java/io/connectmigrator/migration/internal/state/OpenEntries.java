package io.connectmigrator.migration.internal.state;

import io.connectmigrator.journal.Journal;
import io.connectmigrator.journal.JournalEntry;
import io.connectmigrator.journal.JournalException;
import io.connectmigrator.journal.VersionedEntry;
import io.connectmigrator.plan.internal.PlannedMove;
import io.connectmigrator.report.OpenMigration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The open entries of a journal. One that cannot be read hides none of the others. */
public final class OpenEntries {

    private final Journal journal;

    public OpenEntries(Journal journal) {
        this.journal = CheckedJournal.of(journal);
    }

    /**
     * {@return all of them}
     *
     * @throws JournalException if one cannot be read; it names all that cannot, and those that can
     */
    public List<OpenMigration> all() {
        List<JournalException> failures = new ArrayList<>();
        List<OpenMigration> found = readable(failures::add);
        if (!failures.isEmpty()) {
            throw together(failures, found);
        }
        return found;
    }

    /**
     * {@return those that can be read}
     *
     * @param unreadable takes one failure for each of the others, which names the entry
     * @throws JournalException if the journal cannot tell which entries there are
     */
    public List<OpenMigration> readable(Consumer<? super JournalException> unreadable) {
        List<OpenMigration> found = new ArrayList<>();
        for (JournalEntry entry : journal.open()) {
            try {
                found.addAll(read(entry));
            } catch (JournalException e) {
                unreadable.accept(e);
            }
        }
        return List.copyOf(found);
    }

    /**
     * {@return the one of a connector, if it is open} Reads no other entry.
     *
     * @throws JournalException if it cannot be read
     */
    public Optional<OpenMigration> find(String from, String connector) {
        String id = PlannedMove.id(from, connector);
        return new JournalRecords(journal)
                .find(id)
                .filter(found -> found.migrationState().isOpen())
                .flatMap(found -> found.openMigration(id));
    }

    private List<OpenMigration> read(JournalEntry entry) {
        if (!entry.open()) {
            return List.of();
        }
        // One without a text could not be read, and when it is loaded, the journal says why.
        JournalEntry complete = entry.text().isEmpty()
                ? journal.load(entry.id()).map(VersionedEntry::entry).orElse(entry)
                : entry;
        JournalRecord page = JournalFormat.read(complete);
        return page.migrationState().isOpen() ? page.openMigrations() : List.of();
    }

    private static JournalException together(List<JournalException> failures, List<OpenMigration> found) {
        String which = failures.stream().map(JournalException::getMessage).collect(Collectors.joining("; "));
        String others = found.isEmpty()
                ? ""
                : ". Those that can be read: "
                        + found.stream()
                                .map(open -> PlannedMove.id(open.from(), open.connector()))
                                .collect(Collectors.joining(", "));
        JournalException first = failures.get(0);
        JournalException all = new JournalException(
                failures.size() + " of " + (failures.size() + found.size())
                        + " open entries of the journal cannot be read: " + which + others,
                first.remedy(),
                first);
        failures.stream().skip(1).forEach(all::addSuppressed);
        return all;
    }
}
