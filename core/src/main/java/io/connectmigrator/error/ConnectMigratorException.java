package io.connectmigrator.error;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * What this library throws by its own decision: a cluster, a journal or an offset topic did not do what it was asked, another call is at
 * work, or the thread was interrupted. Its subclasses say which. The message says what was tried, on what, what happened and what to do;
 * it holds no value of a config and no credential.
 *
 * <p>Wrong arguments are {@link IllegalArgumentException} or {@link NullPointerException}, and a call to what was closed is an
 * {@link IllegalStateException}. A migration that fails throws none of these: its report says so.
 */
public abstract class ConnectMigratorException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Says what went wrong.
     *
     * @param message what was tried, on what, and what happened
     * @param cause why, or null
     */
    protected ConnectMigratorException(String message, @Nullable Throwable cause) {
        super(requireNonNull(message, "message"), cause);
    }

    /** {@return what to do about it; never empty} */
    public abstract String remedy();
}
