package io.connectmigrator.report;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.internal.PlainLine;

/**
 * Which way the offsets of a connector go on one side of its move, and why.
 *
 * @param via what carries them
 * @param transport the transport in words, such as {@code REST} or {@code topic connect-offsets}
 * @param reason why it is this one
 */
public record TransportChoice(Via via, String transport, String reason) {

    /** What carries offsets. */
    public enum Via {
        /** The REST API of the cluster. */
        REST,
        /** The transport that the cluster's client was given. */
        CONFIGURED,
        /** REST, so that the connector itself hears of it, and then the given transport, whose bytes stay. */
        REST_AND_CONFIGURED,
        /** Nothing, since both sides have the same offsets. */
        SHARED
    }

    /**
     * Checks that every part is there.
     *
     * @param via what carries them
     * @param transport the transport in words
     * @param reason why it is this one
     */
    public TransportChoice {
        requireNonNull(via, "via");
        requireNonNull(transport, "transport");
        requireNonNull(reason, "reason");
    }

    /** {@return the choice on one line} */
    @Override
    public String toString() {
        return PlainLine.of(transport + ", since " + reason);
    }
}
