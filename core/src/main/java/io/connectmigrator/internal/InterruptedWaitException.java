package io.connectmigrator.internal;

/** The thread was interrupted while it waited. Its interrupt flag is set. */
public final class InterruptedWaitException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public InterruptedWaitException(String message, InterruptedException cause) {
        super(message, cause);
    }
}
