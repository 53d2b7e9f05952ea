package io.connectmigrator.connect;

/**
 * For as long as the request was retried, the cluster was rebalancing, or the worker that was asked was shutting down or
 * could not connect to the leader. Nothing was done.
 */
public final class RebalanceException extends ConnectClientException {

    private static final long serialVersionUID = 1L;

    RebalanceException(Failure failure) {
        super(failure, "It was tried again for as long as the client may; try again when the workers have settled");
    }
}
