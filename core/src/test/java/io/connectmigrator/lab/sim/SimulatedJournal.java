package io.connectmigrator.lab.sim;

import io.connectmigrator.journal.ClaimedException;
import io.connectmigrator.journal.Journal;
import io.connectmigrator.journal.JournalEntry;
import io.connectmigrator.journal.JournalException;
import io.connectmigrator.journal.LockOwner;
import io.connectmigrator.journal.VersionedEntry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A journal that outlives processes. Claims of a process end when it is killed. */
public final class SimulatedJournal {

    private final Map<String, VersionedEntry> entries = new TreeMap<>();
    private long lastVersion;
    private final Map<String, Holder> claims = new HashMap<>();

    private record Holder(SimulatedProcess process, LockOwner claimant) {}

    /** {@return all entries by their ids} */
    public Map<String, JournalEntry> entries() {
        Map<String, JournalEntry> all = new TreeMap<>();
        entries.forEach((id, stored) -> all.put(id, stored.entry()));
        return all;
    }

    /** {@return whether any entry is claimed} */
    boolean isClaimed() {
        return claims.values().stream().anyMatch(holder -> holder.process().isAlive());
    }

    /** {@return the journal as a process uses it} */
    public Journal of(SimulatedProcess process) {
        return new OfProcess(process);
    }

    private final class OfProcess implements Journal {

        private final SimulatedProcess process;
        private boolean gone;

        OfProcess(SimulatedProcess process) {
            this.process = process;
        }

        @Override
        public Optional<VersionedEntry> load(String id) {
            return asked("load", () -> Optional.ofNullable(entries.get(id)));
        }

        @Override
        public Optional<String> save(JournalEntry entry, @Nullable String expectedVersion) {
            return asked("save", () -> {
                VersionedEntry stored = entries.get(entry.id());
                boolean same = Objects.equals(stored == null ? null : stored.version(), expectedVersion);
                String version = same ? String.valueOf(++lastVersion) : "";
                process.time().history().note("saved " + entry.id(), version + entry.open());
                if (same) {
                    entries.put(entry.id(), new VersionedEntry(entry, version));
                }
                return Optional.of(version).filter(v -> same);
            });
        }

        @Override
        public List<JournalEntry> open() {
            return asked(
                    "open",
                    () -> entries().values().stream().filter(JournalEntry::open).toList());
        }

        @Override
        public Claim claim(Set<String> ids, LockOwner claimant) {
            return asked("claim", () -> {
                claims.values().removeIf(holder -> !holder.process().isAlive());
                for (String id : ids) {
                    Holder other = claims.get(id);
                    if (other != null && !other.claimant().equals(claimant)) {
                        throw new ClaimedException(id, other.claimant());
                    }
                }
                Holder holder = new Holder(process, claimant);
                process.time().history().note("claimed", ids);
                ids.forEach(id -> claims.put(id, holder));
                return () -> asked("release", () -> ids.stream().allMatch(id -> claims.remove(id, holder)));
            });
        }

        private <T> T asked(String what, Supplier<T> question) {
            Fault fault = gone ? Fault.JOURNAL_GONE : process.point("journal " + what);
            gone = fault == Fault.JOURNAL_GONE;
            boolean isDone = fault == null || fault == Fault.FAILS_AFTER;
            Optional<T> answer = isDone ? Optional.of(question.get()) : Optional.empty();
            if (fault == null) {
                process.point("journal " + what + " answered");
                return answer.orElseThrow();
            }
            if (fault == Fault.JOURNAL_THROWS) {
                throw new IllegalStateException("the connection to the database is closed");
            }
            if (fault == Fault.FAILS_WITH_ERROR) {
                throw new NoSuchMethodError("journal " + what);
            }
            throw new JournalException("the journal cannot be reached", "Mend it, then call again", null);
        }
    }
}
