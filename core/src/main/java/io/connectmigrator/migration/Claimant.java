package io.connectmigrator.migration;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * Who works on migrations.
 *
 * @param name the process, in words that lead an operator to it: its host and process id
 * @param since when it began
 */
public record Claimant(String name, Instant since) {

    /**
     * Checks that both parts are there.
     *
     * @param name the process
     * @param since when it began
     */
    public Claimant {
        requireNonNull(name, "name");
        requireNonNull(since, "since");
    }

    /** {@return who, and since when} */
    @Override
    public String toString() {
        return name + " since " + since;
    }
}
