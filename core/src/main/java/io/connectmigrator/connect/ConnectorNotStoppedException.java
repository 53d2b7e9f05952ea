package io.connectmigrator.connect;

/** The offsets of a connector can be changed only while it is stopped. Nothing was changed. */
public final class ConnectorNotStoppedException extends ConnectClientException {

    private static final long serialVersionUID = 1L;

    ConnectorNotStoppedException(Failure failure) {
        super(failure, "Stop the connector, and wait until its tasks have ended");
    }
}
