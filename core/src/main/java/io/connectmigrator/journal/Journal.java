package io.connectmigrator.journal;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a {@link io.connectmigrator.migration.Migrator} writes down what it has done and is about to do, so that another process can go on, or back,
 * after it has died. There is one entry for each connector of a source cluster.
 *
 * <p>A journal of one's own, in a row of a database or in a store that is there already, needs {@link #load},
 * {@link #save} and {@link #open}. All methods may block; a migrator calls them from several threads, for different
 * connectors. Whatever they throw, an {@link Error} included, counts as {@link JournalException}, but for
 * {@link ClaimedException}. A thread that has been interrupted is not marked as interrupted while it reads or writes.
 *
 * <p>Two processes must not work on one connector. With {@link #claim} the second one is turned away at once. With
 * {@link #replace}, which is less, the first one is stopped as soon as the second one has written. This is what the defaults
 * of these two methods protect from:
 *
 * <ul>
 *   <li>two calls of one migrator at the same time: always, a journal need not do anything for it;
 *   <li>two migrators, in one process or in two, that begin one after the other: the first one that writes after the other has
 *       is stopped before its next step, since the entry says something else than what it wrote;
 *   <li>two migrators that write in the same moment: not, unless {@code replace} compares and writes in one step, such as an
 *       {@code update … where text = ?};
 *   <li>a second process that asks for a connector while the first one is in the middle of a step: not, unless {@code claim}
 *       keeps it away. Until the first one writes next, both may send requests.
 * </ul>
 */
public interface Journal {

    /**
     * {@return a journal in memory} It lasts as long as the object does: what was moved can be confirmed and
     * rolled back, but nothing survives the process.
     */
    static Journal inMemory() {
        return new InMemoryJournal();
    }

    /**
     * {@return a journal of one file for each connector} Files are replaced whole and forced to the disk, and only their owner
     * can read them. A lock of the operating system, which ends with the process, keeps other processes away; on a network
     * file system it is worth what that makes of locks. Objects of one process keep each other away, too, also those of two
     * class loaders. On POSIX, an application that opens and closes a {@code .lock} file in the same JVM, if only to copy the
     * directory, takes the lock away; copy the {@code .json} and {@code .id} files only.
     *
     * @param directory where the files are; made when it is needed
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
     * Writes an entry, in place of what it said before. When this returns, the entry outlives the process; when it throws,
     * the journal says the one or the other.
     *
     * @param entry the entry
     */
    void save(JournalEntry entry);

    /**
     * Reads the entries of migrations that are not at their end. One that cannot be read should not hide the others: it can
     * be listed as an open one without a text, and {@link #load} then says why it cannot be read.
     *
     * @return at least all open entries, in any order; closed ones among them are passed over
     */
    List<JournalEntry> open();

    /**
     * Writes an entry, provided that it still says what it said. By default it is loaded, compared and then saved, which is
     * not atomic: what another process saves in between is written over. JSON that says the same is the same, whatever spaces
     * and order of fields it has.
     *
     * @param before what the entry said, or null if there was none
     * @param entry the entry
     * @return whether it was written; false if it said something else
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
     * Keeps other processes away from entries until the claim is closed or this process ends. By default it keeps away no
     * other process, since that takes a lock or a lease that ends with the process; {@link #replace} is then all there is.
     *
     * <p>When this throws a {@link JournalException}, such as for a lost answer of a database, it is called again with an equal
     * claimant. A claim that the first call has made all the same must not refuse the second one: compare the owners. No two
     * calls of migrators have equal ones.
     *
     * @param ids the entries' ids; all of them or none are claimed
     * @param owner the call that is to work on them
     * @return the claim
     * @throws ClaimedException if another has claimed one of them; it names the owner and since when
     */
    default Claim claim(Set<String> ids, LockOwner owner) {
        return () -> {};
    }

    /** The right to work on entries. Thread-safe. */
    @FunctionalInterface
    interface Claim extends AutoCloseable {

        /**
         * Checks that the claim has not been lost, and will not be before one can go back. Called before every step and every
         * part of one, so it should look at what is known in memory.
         *
         * @throws ClaimedException if another has it now; everything is then left to that one
         * @throws JournalException if it may soon be lost; the migration then goes back
         */
        default void requireHeld() {}

        /**
         * Checks the same during an undo, and after the target was resumed: only that no other call can have it yet. By default
         * it does what {@link #requireHeld} does.
         *
         * @throws ClaimedException if another has it now
         * @throws JournalException if another may have it; it is asked again until that is known, for as long as the step
         *     may take
         */
        default void requireHeldToGoBack() {
            requireHeld();
        }

        /** Gives the claim back. A second call does nothing. */
        @Override
        void close();
    }
}
