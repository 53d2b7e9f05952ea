package io.connectmigrator.report;

import io.connectmigrator.internal.PlainLine;

/**
 * The transport that reads or writes the offsets of a connector, and why.
 *
 * @param via the kind of transport
 * @param transport the transport in words, such as {@code REST} or {@code topic connect-offsets}
 * @param reason why it was chosen
 */
public record TransportChoice(Via via, String transport, String reason) {

    /** The kind of transport. */
    public enum Via {
        /** The REST API of the cluster. */
        REST,
        /** The transport of the cluster's client. */
        CONFIGURED,
        /** REST, so that the connector is called, and then the configured transport, whose bytes stay. */
        REST_AND_CONFIGURED,
        /** None, since both sides share their offsets. */
        SHARED
    }

    /** {@return the choice on one line} */
    @Override
    public String toString() {
        return PlainLine.of(transport + ", since " + reason);
    }
}
