package io.connectmigrator.connect;

import io.connectmigrator.error.ConnectMigratorException;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A Connect cluster did not do what it was asked. The message has the request and its URL, what happened, and what to do about
 * it; it holds no credential and no value of a config that was sent.
 */
public abstract class ConnectClientException extends ConnectMigratorException {

    private static final long serialVersionUID = 1L;

    /** Method and URL. */
    private final String request;

    /** The message without what to do about it. */
    private final String happened;

    /** What to do about it, perhaps empty. */
    private final String remedy;

    /** The HTTP status, or null. */
    private final @Nullable Integer status;

    ConnectClientException(Failure failure, String advice) {
        super(failure.message(advice), failure.cause());
        this.request = failure.request();
        this.happened = failure.message("");
        this.remedy = advice;
        this.status = failure.status();
    }

    /** {@return method and URL of the request, such as {@code GET http://connect:8083/connectors/orders/offsets}} */
    public final String request() {
        return request;
    }

    /** {@return the request and what happened: the message without the remedy} */
    public final String happened() {
        return happened;
    }

    /** {@return what to do about it} */
    @Override
    public final String remedy() {
        return remedy.isEmpty() ? "Check the log of the worker, then try again" : remedy;
    }

    /** {@return the HTTP status that was answered, empty if there was no answer} */
    public final OptionalInt status() {
        return status == null ? OptionalInt.empty() : OptionalInt.of(status);
    }
}
