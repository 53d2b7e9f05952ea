package io.connectmigrator.migration;

import java.util.Optional;

/** Something on a cluster that a step waits for. */
@FunctionalInterface
interface Condition {

    /** Holds at once. */
    Condition NONE = Optional::empty;

    /**
     * Looks at the cluster.
     *
     * @return what is still missing, in words; empty once the condition holds
     * @throws StepFailedException if it never will
     */
    Optional<String> missing();

    default boolean holds() {
        return missing().isEmpty();
    }
}
