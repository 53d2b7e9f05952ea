package io.connectmigrator.connect;

/**
 * The answer was an error of no more specific kind, or none that can be read. A write may have been done in part when
 * the status is 500.
 */
public final class RequestFailedException extends ConnectClientException {

    private static final long serialVersionUID = 1L;

    RequestFailedException(Failure failure, String advice) {
        super(failure, advice);
    }
}
