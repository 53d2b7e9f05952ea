package io.connectmigrator.connect;

/**
 * The cluster was rebalancing, or the worker was shutting down or could not connect to the leader, until the time for retries
 * was over. Nothing was done.
 */
public final class RebalanceException extends ConnectClientException {

    private static final long serialVersionUID = 1L;

    RebalanceException(Failure failure) {
        this(failure, "try again when the workers have rebalanced");
    }

    private RebalanceException(Failure failure, String remedy) {
        super(failure, "It was tried again until the retry timeout; " + remedy);
    }

    /** {@return the exception for a worker that could not connect to the leader} */
    static RebalanceException leaderNotReached(Failure failure) {
        return new RebalanceException(
                failure,
                "check that the leader runs, and the address that it tells the other workers: rest.advertised.host.name,"
                        + " rest.advertised.port and rest.advertised.listener. A client with the URLs of all workers also asks"
                        + " the leader itself");
    }
}
