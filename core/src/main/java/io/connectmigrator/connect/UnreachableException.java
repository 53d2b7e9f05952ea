package io.connectmigrator.connect;

/**
 * No URL of the cluster gave a usable answer: connections were refused or broke, TLS failed, workers were still starting when
 * the time for retries was over, or the URL is not that of a worker. The message has the reason for each URL. Also thrown if
 * the request could not be sent, because the time of a {@link ConnectClient#within limited} client was over or a supplier of
 * credentials or headers failed. A write has not been done.
 */
public final class UnreachableException extends ConnectClientException {

    private static final long serialVersionUID = 1L;

    UnreachableException(Failure failure, String advice) {
        super(failure, advice);
    }
}
