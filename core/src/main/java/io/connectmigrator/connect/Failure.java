package io.connectmigrator.connect;

import io.connectmigrator.internal.FullStop;
import org.jspecify.annotations.Nullable;

/**
 * How one request failed, as an exception tells it.
 *
 * @param request method and URL
 * @param status the status that was answered, or null if nothing was
 * @param happened what happened, from the verb on
 */
record Failure(
        String request,
        @Nullable Integer status,
        String happened,
        @Nullable Throwable cause) {

    static Failure answered(String request, int status, String text) {
        return new Failure(request, status, "answered " + status + ": " + text, null);
    }

    /** {@return a failure whose answer has no error message of a worker} */
    static Failure unexplained(String request, int status, String contentType) {
        String instead = contentType.isEmpty() ? "without" : "with " + contentType + " instead of";
        return new Failure(request, status, "answered " + status + " " + instead + " a worker's error message", null);
    }

    static Failure unanswered(String request, String happened, @Nullable Throwable cause) {
        return new Failure(request, null, happened, cause);
    }

    String message(String advice) {
        String what = request + " " + happened.strip();
        if (advice.isEmpty()) {
            return what;
        }
        return what + FullStop.after(what) + advice;
    }
}
