package io.connectmigrator.connect;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A Connect cluster did not do what it was asked. The message says what was asked of which URL, what came back, and
 * what to do about it; it holds no credential and no value of a config that was sent.
 */
public abstract class ConnectClientException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Method and URL. */
    private final String request;

    /** The HTTP status, or null. */
    private final @Nullable Integer status;

    ConnectClientException(Failure failure, String advice) {
        super(failure.message(advice), failure.cause());
        this.request = failure.request();
        this.status = failure.status();
    }

    /** {@return method and URL of the request, such as {@code GET http://connect:8083/connectors/orders/offsets}} */
    public final String request() {
        return request;
    }

    /** {@return the HTTP status that was answered, empty if there was no answer} */
    public final OptionalInt status() {
        return status == null ? OptionalInt.empty() : OptionalInt.of(status);
    }
}
