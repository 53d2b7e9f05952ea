package io.connectmigrator.migration.internal.connector;

import io.connectmigrator.report.internal.StepFailedException;
import java.time.Duration;
import java.util.Optional;

/** Something on a cluster that a step waits for. */
@FunctionalInterface
public interface Condition {

    /** Holds at once. */
    Condition NONE = Optional::empty;

    /**
     * Looks at the cluster.
     *
     * @return what is still missing, in words; empty once the condition holds
     * @throws StepFailedException if it never will
     */
    Optional<String> missing();

    /** {@return the condition that both hold, this one first} */
    default Condition and(Condition other) {
        return () -> missing().or(other::missing);
    }

    /** {@return whether nothing is expected to change, so that it is enough to look now and then} */
    default boolean isWatch() {
        return false;
    }

    /** {@return when it holds at the latest, which the last look is to tell; empty if nothing is known of that} */
    default Optional<Duration> longest() {
        return Optional.empty();
    }

    /** {@return what is waited for again and again, and where, so that it is known how long that takes; empty if it is not} */
    default Optional<String> kind() {
        return Optional.empty();
    }

    /** {@return whether it is about what other moves of the unit reach, which no cluster is asked for} They tell what keeps them from it. */
    default boolean isOfUnit() {
        return false;
    }

    /** {@return the same condition, as one of a kind} */
    default Condition ofKind(String kind) {
        return new MarkedCondition(this, Optional.of(kind), false, Optional.empty(), false);
    }

    /** {@return the same condition, looked at only now and then} */
    default Condition watched() {
        return new MarkedCondition(this, Optional.empty(), true, Optional.empty(), false);
    }

    /** {@return the same condition, which has just been looked at, is looked at only now and then, and holds after this time} */
    default Condition watchedFor(Duration longest) {
        return new MarkedCondition(this, Optional.empty(), true, Optional.of(longest), false);
    }

    /** {@return the same condition, which is about what other moves of the unit reach} */
    default Condition ofUnit() {
        return new MarkedCondition(this, Optional.empty(), false, Optional.empty(), true);
    }

    default boolean holds() {
        return missing().isEmpty();
    }
}
