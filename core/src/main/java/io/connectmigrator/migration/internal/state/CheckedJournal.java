package io.connectmigrator.migration.internal.state;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.internal.Redaction;
import io.connectmigrator.journal.ClaimedException;
import io.connectmigrator.journal.Journal;
import io.connectmigrator.journal.JournalEntry;
import io.connectmigrator.journal.JournalException;
import io.connectmigrator.journal.LockOwner;
import io.connectmigrator.journal.VersionedEntry;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A journal of which only {@link JournalException} and {@link ClaimedException} come, whatever the caller's own throws or
 * answers, and whose reading and writing an earlier interrupt of the thread does not break: the thread is marked as
 * interrupted again afterwards.
 */
public final class CheckedJournal implements Journal {

    private final Journal journal;

    private CheckedJournal(Journal journal) {
        this.journal = journal;
    }

    /** {@return the journal, checked; one that is checked already stays what it is} */
    public static Journal of(Journal journal) {
        return journal instanceof CheckedJournal ? journal : new CheckedJournal(journal);
    }

    @Override
    public Optional<VersionedEntry> load(String id) {
        return uninterrupted(() -> checked(entry(id) + " could not be read", () -> required(journal.load(id))));
    }

    @Override
    public Optional<String> save(JournalEntry entry, @Nullable String expectedVersion) {
        return uninterrupted(() -> checked(
                entry(entry.id()) + " could not be written", () -> required(journal.save(entry, expectedVersion))));
    }

    @Override
    public List<JournalEntry> open() {
        return uninterrupted(
                () -> checked("the journal's open entries could not be read", () -> List.copyOf(journal.open())));
    }

    @Override
    public boolean isDurable() {
        return checked("the journal does not tell whether it survives the process", journal::isDurable);
    }

    @Override
    public Claim claim(Set<String> ids, LockOwner owner) {
        String which = ids.size() == 1 ? entry(ids.iterator().next()) : "the journal's " + ids.size() + " entries";
        return checked(
                which + " could not be claimed", () -> new CheckedClaim(which, required(journal.claim(ids, owner))));
    }

    private record CheckedClaim(String which, Claim claim) implements Claim {

        @Override
        public void requireHeld() {
            require(claim::requireHeld);
        }

        @Override
        public void requireHeldToGoBack() {
            require(claim::requireHeldToGoBack);
        }

        private void require(Runnable look) {
            checked("it is not known whether the claim to " + which + " is still held", () -> {
                look.run();
                return true;
            });
        }

        @Override
        public void close() {
            uninterrupted(() -> checked("the claim to " + which + " could not be given back", () -> {
                claim.close();
                return true;
            }));
        }
    }

    private static String entry(String id) {
        return "the journal's entry " + id;
    }

    private static <T> T required(@Nullable T answer) {
        return requireNonNull(answer, "it answered null");
    }

    private static <T> T checked(String failed, Callable<T> question) {
        try {
            return question.call();
        } catch (JournalException | ClaimedException e) {
            throw e;
        } catch (Throwable e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            throw new JournalException(
                    failed + ": " + Redaction.ofForeign(e),
                    "Mend the journal, or make a new one if it was closed, then call again",
                    e);
        }
    }

    /** An interrupt that comes meanwhile still reaches a journal that hangs. */
    private static <T> T uninterrupted(Supplier<T> question) {
        boolean interrupted = Thread.interrupted();
        try {
            return question.get();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
