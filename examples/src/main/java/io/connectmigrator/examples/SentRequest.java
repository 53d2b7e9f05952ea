package io.connectmigrator.examples;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;

/**
 * One request to a worker.
 *
 * @param method the method
 * @param uri where it was sent
 * @param status the status of the answer, 0 if none came
 * @param sent when it was sent
 * @param took how long it took until the whole answer was there
 */
record SentRequest(String method, URI uri, int status, Instant sent, Duration took) {

    boolean isWrite() {
        return !method.equals("GET");
    }

    /** {@return whether it asks for the state of a connector or its tasks, which changes without a further request} */
    boolean isLook() {
        return !isWrite() && !uri.getPath().endsWith("/offsets");
    }

    boolean asksTheSameAs(SentRequest other) {
        return method.equals(other.method) && uri.equals(other.uri);
    }

    boolean isToSameWorkerAs(SentRequest other) {
        return uri.getAuthority().equals(other.uri.getAuthority());
    }

    Instant answered() {
        return sent.plus(took);
    }
}
