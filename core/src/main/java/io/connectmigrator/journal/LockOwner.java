package io.connectmigrator.journal;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * The owner of a claim: one call of a migrator.
 *
 * @param name the process and the run, in words that lead an operator to them: its host, its process id and the run's id, which
 *     no other call has
 * @param since when it began
 */
public record LockOwner(String name, Instant since) {

    /**
     * Checks that both parts are there.
     *
     * @param name the process and the run
     * @param since when it began
     */
    public LockOwner {
        requireNonNull(name, "name");
        requireNonNull(since, "since");
    }

    /** {@return the owner, and since when it works} */
    @Override
    public String toString() {
        return name + " since " + since;
    }
}
