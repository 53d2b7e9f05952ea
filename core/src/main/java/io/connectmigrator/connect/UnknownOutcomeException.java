package io.connectmigrator.connect;

import java.time.Duration;

/**
 * A write was sent and its answer was lost, and reading could not tell whether it was done. It may have been done, may
 * still be done, or may never be: read the state of the connector, then send the write again if need be. All writes can
 * be repeated.
 */
public final class UnknownOutcomeException extends ConnectClientException {

    private static final long serialVersionUID = 1L;

    private final transient Duration patience;

    UnknownOutcomeException(Failure failure, Duration patience) {
        this(failure, patience, "It may have been done; read the state of the connector before doing it again");
    }

    private UnknownOutcomeException(Failure failure, Duration patience, String advice) {
        super(failure, advice);
        this.patience = patience;
    }

    /** {@return the same, with what reading found out} */
    UnknownOutcomeException andThen(String seen, Throwable cause) {
        String happened =
                getMessage() == null ? "" : getMessage().substring(request().length());
        Failure failure = new Failure(request(), status().isPresent() ? status().getAsInt() : null, happened, cause);
        return new UnknownOutcomeException(failure, patience, seen);
    }

    /** {@return how long the worker may still be at work on the write} */
    Duration patience() {
        return patience;
    }
}
