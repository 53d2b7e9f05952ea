package io.connectmigrator.connect;

/** The worker is too old for the request, or the URL is not that of a worker's REST API. Nothing was done. */
public final class NotSupportedException extends ConnectClientException {

    private static final long serialVersionUID = 1L;

    NotSupportedException(Failure failure, String needs) {
        super(failure, needs);
    }
}
