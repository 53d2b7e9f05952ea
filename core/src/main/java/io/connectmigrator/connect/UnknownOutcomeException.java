package io.connectmigrator.connect;

import java.time.Duration;

/**
 * A write was sent and its answer was lost, because the connection broke, the time was over or the thread was interrupted, and
 * reads could not tell whether it was done. It may have been done, or may still be done: wait for {@link #mayBeDoneWithin()},
 * read the state of the connector, and repeat the write if needed. All writes can be repeated.
 */
public final class UnknownOutcomeException extends ConnectClientException {

    private static final long serialVersionUID = 1L;

    private final transient Failure failure;
    private final transient Duration mayBeDoneWithin;

    UnknownOutcomeException(Failure failure, Duration mayBeDoneWithin) {
        this(failure, mayBeDoneWithin, "It may have been done; read the state of the connector before doing it again");
    }

    private UnknownOutcomeException(Failure failure, Duration mayBeDoneWithin, String advice) {
        super(failure, advice);
        this.failure = failure;
        this.mayBeDoneWithin = mayBeDoneWithin;
    }

    /** {@return the same with what reads have shown} */
    UnknownOutcomeException andThen(String seen, Throwable cause, Duration stillWithin) {
        Failure explained = new Failure(failure.request(), failure.status(), failure.happened(), cause);
        return new UnknownOutcomeException(explained, stillWithin, seen);
    }

    /**
     * {@return for how long from the moment when this was thrown a worker may still process the write} Before that time has
     * passed, the state may still change. Zero if the client has read for that long: the write was done by then, or it never
     * will be.
     */
    public Duration mayBeDoneWithin() {
        return mayBeDoneWithin;
    }
}
