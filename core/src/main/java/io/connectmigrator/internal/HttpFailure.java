package io.connectmigrator.internal;

/** One request got no answer that could be read. */
public final class HttpFailure extends Exception {

    private static final long serialVersionUID = 1L;

    /** How far the request got. */
    public enum Kind {
        /** It was not sent: no connection, or TLS failed. */
        NOT_SENT,
        /** The connection broke after it was sent. */
        BROKEN,
        /** It was sent, and the time was over before the answer was complete. */
        TIMED_OUT,
        /** The answer is larger than the limit. */
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

    /** {@return the message, never null} */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
