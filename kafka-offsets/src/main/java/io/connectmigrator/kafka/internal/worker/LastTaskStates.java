package io.connectmigrator.kafka.internal.worker;

import java.util.Set;

/**
 * The last two states that a task has written.
 *
 * @param before the last but one, or the empty string
 * @param last the last
 */
record LastTaskStates(String before, String last) {

    private static final String PAUSED = "PAUSED";
    private static final String UNASSIGNED = "UNASSIGNED";
    private static final String NOTHING = "";
    private static final Set<String> ENDED = Set.of(UNASSIGNED, "FAILED", "DESTROYED");

    static LastTaskStates first(String state) {
        return new LastTaskStates(NOTHING, state);
    }

    LastTaskStates then(String state) {
        return new LastTaskStates(last, state);
    }

    /** A task that has ended commits nothing, nor does one that was paused before it began. */
    boolean mayStillCommit() {
        boolean hasNotBegun = last.equals(PAUSED) && before.equals(UNASSIGNED);
        return !ENDED.contains(last) && !hasNotBegun;
    }

    @Override
    public String toString() {
        return last;
    }
}
