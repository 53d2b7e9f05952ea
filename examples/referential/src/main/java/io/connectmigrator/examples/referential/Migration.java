package io.connectmigrator.examples.referential;

import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for, and what became of it. It is in the store before anything is done, so a replica that finds it under way
 * continues it.
 *
 * @param from the cluster that it leaves
 * @param to the cluster that it goes to
 * @param call what was asked for last
 * @param state how that stands
 * @param message what went wrong, or null
 */
@Serdeable
public record Migration(
        String from,
        String to,
        Call call,
        State state,
        @Nullable String message) {

    /** What can be asked for. */
    public enum Call {

        /** To move the connector. */
        MIGRATE,

        /** To delete what is left of it on the cluster that it has left. */
        CONFIRM,

        /** To bring it back. */
        ROLLBACK
    }

    /** How a call stands. */
    public enum State {

        /** It is being done, or will be as soon as it can. */
        UNDER_WAY,

        /** It is done. */
        DONE,

        /** It could not be done; things are as they were before. */
        FAILED
    }

    static Migration asked(String from, String to) {
        return new Migration(from, to, Call.MIGRATE, State.UNDER_WAY, null);
    }

    Migration asked(Call newCall) {
        return new Migration(from, to, newCall, State.UNDER_WAY, null);
    }

    Migration state(State newState, @Nullable String newMessage) {
        return new Migration(from, to, call, newState, newMessage);
    }

    /** Whether it is the same call for the same clusters, however it stands. */
    boolean sameAs(@Nullable Migration other) {
        return other != null && other.call == call && other.from.equals(from) && other.to.equals(to);
    }

    boolean isUnderWay() {
        return state == State.UNDER_WAY;
    }

    /** The connector has moved, and it is neither confirmed nor brought back. */
    boolean awaitsVerdict() {
        return call == Call.MIGRATE ? state == State.DONE : state == State.FAILED;
    }
}
