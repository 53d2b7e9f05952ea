package io.connectmigrator.connect;

/**
 * No URL of the cluster gave an answer: connections were refused or broke, TLS failed, or workers were still starting
 * when the time to retry was over. The message has the reason for each URL. It is thrown as well when the request could
 * not be sent: because the time of a {@link ConnectClient#within limited} client was over, or because a supplier of
 * credentials or headers failed. A write has not been done.
 */
public final class UnreachableException extends ConnectClientException {

    private static final long serialVersionUID = 1L;

    UnreachableException(Failure failure, String advice) {
        super(failure, advice);
    }
}
