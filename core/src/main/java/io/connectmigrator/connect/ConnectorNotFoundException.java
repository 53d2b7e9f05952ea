package io.connectmigrator.connect;

/** There is no connector of that name, or the worker that answered does not know of it yet. */
public final class ConnectorNotFoundException extends ConnectClientException {

    private static final long serialVersionUID = 1L;

    ConnectorNotFoundException(Failure failure) {
        super(failure, "Check the connector's name; right after its creation another worker may not know it yet");
    }
}
