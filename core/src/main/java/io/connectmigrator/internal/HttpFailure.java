package io.connectmigrator.internal;

/** One request got no answer that could be read. */
public final class HttpFailure extends Exception {

    private static final long serialVersionUID = 1L;

    /** What is known about the request when its answer is not. */
    public enum Kind {
        /** It never left: no connection, or TLS failed. */
        NOT_SENT,
        /** The connection broke after it was sent. */
        BROKEN,
        /** It was sent, and the time was over before the answer was complete. */
        TIMED_OUT,
        /** It was answered, with more than may be read. */
        TOO_LARGE,
        /** It was sent, and the thread was interrupted before the answer was complete. */
        INTERRUPTED
    }

    private final Kind kind;

    HttpFailure(Kind kind, String reason, Throwable cause) {
        super(reason, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    /** {@return the reason as text that is there} */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
