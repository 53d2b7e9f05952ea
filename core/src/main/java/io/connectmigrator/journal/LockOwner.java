package io.connectmigrator.journal;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * The owner of a claim: one call of a migrator.
 *
 * @param name the process and the run, for operators: host, process id and the id of the run, which no other call has
 * @param since when the call began
 */
public record LockOwner(String name, Instant since) {

    /**
     * Checks that both parts are there.
     *
     * @param name the process and the run
     * @param since when the call began
     */
    public LockOwner {
        requireNonNull(name, "name");
        requireNonNull(since, "since");
    }

    /** {@return the name, and when the call began} */
    @Override
    public String toString() {
        return name + " since " + since;
    }
}
