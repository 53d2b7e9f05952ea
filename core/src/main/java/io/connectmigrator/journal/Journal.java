package io.connectmigrator.journal;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Stores what a {@link io.connectmigrator.migration.Migrator} has done and is about to do, so that another process can continue
 * or undo it after a crash. There is one entry for each connector of a source cluster.
 *
 * <p>A journal in another store, such as a database, implements {@link #load}, {@link #save} and {@link #open}. All methods may
 * block; a migrator calls them from several threads, for different connectors. Everything that they throw, including an
 * {@link Error}, counts as {@link JournalException}, except {@link ClaimedException}. While they run, the interrupt flag of the
 * thread is clear.
 *
 * <p>Two processes must not work on one connector. With {@link #claim} the second one is refused at once. With
 * {@link #replace} alone, the first one stops as soon as the second one has written. The defaults of these two methods protect
 * as follows:
 *
 * <ul>
 *   <li>two calls of one migrator at the same time: protected; the migrator itself refuses the second one;
 *   <li>two migrators, in one process or in two, that begin one after the other: protected; a migrator that finds another text
 *       than it wrote stops before its next step;
 *   <li>two migrators that write at the same moment: protected only if {@code replace} compares and writes atomically, such as
 *       {@code update … where text = ?};
 *   <li>a second process that begins while the first one is in the middle of a step: protected only by {@code claim}. Until the
 *       first one writes next, both may send requests.
 * </ul>
 */
public interface Journal {

    /**
     * {@return a journal in memory} Connectors that have moved can be confirmed and rolled back through this object; nothing
     * survives the process.
     */
    static Journal inMemory() {
        return new InMemoryJournal();
    }

    /**
     * {@return a journal with one file for each connector} Files are replaced atomically, forced to the disk and readable by their
     * owner only. A lock of the operating system, which ends with the process, excludes other processes; a network file system
     * may not support it. It also excludes other journals in the same JVM, even of another class loader. On POSIX, the lock is
     * lost if anything in the same JVM opens and closes a {@code .lock} file: to copy the directory, copy the {@code .json} and
     * {@code .id} files only.
     *
     * @param directory the directory of the files; created when it is needed
     */
    static Journal directory(Path directory) {
        return new DirectoryJournal(directory);
    }

    /**
     * Reads an entry.
     *
     * @param id the entry's id
     * @return what was last saved, if anything was
     */
    Optional<JournalEntry> load(String id);

    /**
     * Writes an entry, in place of an earlier one with the same id. When this returns, the entry survives the process; when it
     * throws, the journal has the old or the new one.
     *
     * @param entry the entry
     */
    void save(JournalEntry entry);

    /**
     * Reads the entries of migrations that have not ended. An entry that cannot be read should not hide the others: it can be
     * returned as an open one with an empty text, and {@link #load} then throws why it cannot be read.
     *
     * @return at least all open entries, in any order; closed ones are ignored
     */
    List<JournalEntry> open();

    /**
     * Writes an entry if the stored one is still {@code before}. The default loads, compares and then saves, which is not atomic:
     * it overwrites what another process saves in between. Entries are compared with {@link JournalEntry#saysTheSameAs}.
     *
     * @param before the entry that should be stored, or null for none
     * @param entry the entry
     * @return whether it was written; false if another entry is stored
     */
    default boolean replace(@Nullable JournalEntry before, JournalEntry entry) {
        @Nullable JournalEntry now = load(entry.id()).orElse(null);
        boolean same = before == null ? now == null : before.saysTheSameAs(now);
        if (same) {
            save(entry);
        }
        return same;
    }

    /**
     * Excludes other processes from entries until the claim is closed or this process ends. That needs a lock or a lease that ends
     * with the process, so the default excludes none, and {@link #replace} is the only protection.
     *
     * <p>When this throws a {@link JournalException}, such as after a lost answer of a database, it is called again with an equal
     * owner. If the first call has made a claim nevertheless, it must not refuse the second one: compare the owners. No two
     * calls of migrators have equal owners.
     *
     * @param ids the entries' ids; all of them or none are claimed
     * @param owner the call that is to work on them
     * @return the claim
     * @throws ClaimedException if another call has claimed one of them; it names the owner
     */
    default Claim claim(Set<String> ids, LockOwner owner) {
        return () -> {};
    }

    /** The right to work on entries. Thread-safe. */
    @FunctionalInterface
    interface Claim extends AutoCloseable {

        /**
         * Checks that the claim is held, and will be for long enough to undo the migration. Called before every step and every
         * part of one, so it should only look at memory.
         *
         * @throws ClaimedException if another call holds it now; the migration is then left to that call
         * @throws JournalException if it may soon be lost; the migration is then undone
         */
        default void requireHeld() {}

        /**
         * Checks during an undo, and after the target was resumed, that no other call can hold the claim yet. The default calls
         * {@link #requireHeld}.
         *
         * @throws ClaimedException if another call holds it now
         * @throws JournalException if another call may hold it; this is called again until that is known, for as long as the
         *     step may take
         */
        default void requireHeldToGoBack() {
            requireHeld();
        }

        /** Releases the claim. A second call does nothing. */
        @Override
        void close();
    }
}
