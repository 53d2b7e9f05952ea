package io.connectmigrator.connect;

import java.time.Duration;

/**
 * A write was sent and its answer was lost, and reading could not tell whether it was done. It may have been done, may
 * still be done, or may never be: read the state of the connector, then send the write again if need be. All writes can
 * be repeated.
 */
public final class UnknownOutcomeException extends ConnectClientException {

    private static final long serialVersionUID = 1L;

    private final transient Failure failure;
    private final transient Duration patience;

    UnknownOutcomeException(Failure failure, Duration patience) {
        this(failure, patience, "It may have been done; read the state of the connector before doing it again");
    }

    private UnknownOutcomeException(Failure failure, Duration patience, String advice) {
        super(failure, advice);
        this.failure = failure;
        this.patience = patience;
    }

    /** {@return the same, with what reading found out} */
    UnknownOutcomeException andThen(String seen, Throwable cause) {
        Failure explained = new Failure(failure.request(), failure.status(), failure.happened(), cause);
        return new UnknownOutcomeException(explained, patience, seen);
    }

    /** {@return how long the worker may still be at work on the write} */
    Duration patience() {
        return patience;
    }
}
