package io.connectmigrator.connect;

import java.util.List;
import java.util.Locale;

/**
 * The errors of a worker that could not forward a request to the leader, or lost the answer. Only the text tells whether
 * anything was done.
 */
final class LostForward {

    private static final List<String> FORWARDING = List.of(
            "IO Error trying to forward REST request",
            "Error trying to forward REST request",
            "Unexpected status code when handling forwarded request");

    /** A worker that shuts down answers this to all requests that it has not bounded. */
    private static final String SHUTTING_DOWN = "Worker is shutting down";

    /** The thread that waited for the result was interrupted; the result is unknown. */
    private static final String INTERRUPTED = "Request interrupted";

    /** The errors of Java and of Jetty for a connection that could not be made, in lower case. */
    private static final List<String> NOT_CONNECTED = List.of(
            "connection refused",
            "connectexception",
            "unknownhostexception",
            "unresolvedaddressexception",
            "noroutetohostexception",
            "no route to host",
            "network is unreachable",
            "host is unreachable",
            "connect timeout",
            "sslhandshakeexception");

    private LostForward() {}

    /** {@return whether the text says that the leader did not get the request; nothing has been done} */
    static boolean isNotDone(String text) {
        return text.equals(SHUTTING_DOWN) || isNotConnected(text);
    }

    /** {@return whether the text says that the worker could not connect to the leader} */
    static boolean isNotConnected(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return isOfForwarding(text) && NOT_CONNECTED.stream().anyMatch(lower::contains);
    }

    /** {@return whether the text says that the leader may have got the request, and that its answer was lost} */
    static boolean isUnknown(String text) {
        return text.equals(INTERRUPTED) || (isOfForwarding(text) && !isNotDone(text));
    }

    private static boolean isOfForwarding(String text) {
        return FORWARDING.stream().anyMatch(text::startsWith);
    }
}
