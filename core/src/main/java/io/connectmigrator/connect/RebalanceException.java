package io.connectmigrator.connect;

/** The cluster was rebalancing for as long as the request was retried. Nothing was done. */
public final class RebalanceException extends ConnectClientException {

    private static final long serialVersionUID = 1L;

    RebalanceException(Failure failure) {
        super(failure, "It was tried again for as long as the client may; try again when the workers have settled");
    }
}
