package io.connectmigrator.internal;

import java.util.function.Function;

/**
 * Replaces, in logs and as a cause, an exception of other code whose messages may hold secrets. Its message begins with the class
 * of that exception, and it has its stack trace and causes.
 */
public final class RedactedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final int MOST_CAUSES = 20;

    private RedactedException(String message) {
        super(message);
    }

    /** {@return the same failure, with {@link Redaction#ofForeignText} instead of each message} */
    public static RedactedException of(Throwable thrown) {
        return copy(thrown, Redaction::ofForeign, MOST_CAUSES);
    }

    /** {@return the same failure, with the names of classes instead of messages} */
    public static RedactedException withoutMessages(Throwable thrown) {
        return copy(thrown, failure -> failure.getClass().getName(), MOST_CAUSES);
    }

    private static RedactedException copy(Throwable thrown, Function<Throwable, String> text, int causes) {
        RedactedException copy = new RedactedException(text.apply(thrown));
        copy.setStackTrace(thrown.getStackTrace());
        Throwable cause = thrown.getCause();
        if (cause != null && causes > 0) {
            copy.initCause(copy(cause, text, causes - 1));
        }
        return copy;
    }
}
