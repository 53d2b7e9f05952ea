package io.connectmigrator.connect;

/** A connector of that name exists already, and it is not the one that was to be created. */
public final class ConnectorExistsException extends ConnectClientException {

    private static final long serialVersionUID = 1L;

    ConnectorExistsException(Failure failure) {
        super(failure, "Choose another name, or delete that connector first");
    }
}
