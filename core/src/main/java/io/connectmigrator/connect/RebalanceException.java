package io.connectmigrator.connect;

/**
 * For as long as the request was retried, the cluster was rebalancing, or the worker that was asked was shutting down or
 * could not connect to the leader. Nothing was done.
 */
public final class RebalanceException extends ConnectClientException {

    private static final long serialVersionUID = 1L;

    RebalanceException(Failure failure) {
        this(failure, "try again when the workers have settled");
    }

    private RebalanceException(Failure failure, String remedy) {
        super(failure, "It was tried again for as long as the client may; " + remedy);
    }

    /** {@return the exception for a worker that could not connect to the leader} */
    static RebalanceException leaderNotReached(Failure failure) {
        return new RebalanceException(
                failure,
                "check that the leader runs, and the address that it tells the other workers: rest.advertised.host.name,"
                        + " rest.advertised.port and rest.advertised.listener. A client that has the URLs of all workers asks"
                        + " the leader itself");
    }
}
