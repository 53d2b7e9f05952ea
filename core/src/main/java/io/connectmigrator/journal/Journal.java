package io.connectmigrator.journal;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Stores what a {@link io.connectmigrator.migration.Migrator} has done and is about to do, so that another process can continue
 * or undo it after a crash. There is one entry for each connector of a source cluster, one for each of its rehearsals, and closed
 * ones about the kinds of connectors that have been moved or rehearsed.
 *
 * <p>A journal in another store, such as a database, implements the four methods. All of them may block; a migrator calls them
 * from several threads, for different connectors. Everything that they throw, including an {@link Error}, counts as
 * {@link JournalException}, except {@link ClaimedException}. While they run, the interrupt flag of the thread is clear.
 *
 * <p>Two processes must not work on one connector. With {@link #claim} the second one is refused before it sends a request. The
 * version protects if a claim is lost without notice, such as with the connection that held it: the process whose
 * {@link #save} finds another version than it wrote stops before its next step.
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
     * @return what was last saved, and its version; empty if nothing was saved
     */
    Optional<VersionedEntry> load(String id);

    /**
     * Writes an entry if the stored one has a given version. Comparing and writing should be one atomic step, such as
     * {@code update … where id = ? and version = ?}. When this returns a version, the entry survives the process; when it throws,
     * the journal has the old or the new one, and the migrator looks which.
     *
     * @param entry the entry
     * @param expectedVersion the version of the entry that this one replaces, as {@link #load} or an earlier call of this method
     *     returned it, or null if none may be stored yet
     * @return the version of the entry that was written; empty if another one is stored than was expected, and nothing was
     *     written. No two calls that write return the same version for different texts of an entry
     */
    Optional<String> save(JournalEntry entry, @Nullable String expectedVersion);

    /**
     * Reads the entries of migrations that have not ended. An entry that cannot be read should not hide the others: it can be
     * returned with an empty text, and {@link #load} then throws why it cannot be read.
     *
     * @return at least all {@linkplain JournalEntry#open open} entries, in any order; closed ones are ignored
     */
    List<JournalEntry> open();

    /**
     * Excludes other processes from entries until the claim is closed or this process ends. That needs a lock or a lease that ends
     * with the process, such as a lock of the operating system, a row that is locked by an open transaction, or a lease that is
     * renewed. A journal that only one process can reach excludes the other calls in this process.
     *
     * <p>When this throws a {@link JournalException}, such as after a lost answer of a database, it is called again with an equal
     * owner. If the first call has made a claim nevertheless, it must not refuse the second one: compare the owners. No two
     * calls of migrators have equal owners.
     *
     * @param ids the entries' ids; all of them or none are claimed
     * @param owner the call that is to work on them
     * @return the claim
     * @throws ClaimedException if another call has claimed one of them; it names the owner, if that is known
     */
    Claim claim(Set<String> ids, LockOwner owner);

    /**
     * {@return whether entries survive the process; true by default} {@link io.connectmigrator.migration.Migrator#readiness} asks for
     * it.
     */
    default boolean isDurable() {
        return true;
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
