package io.connectmigrator.registry;

import io.connectmigrator.error.ConnectMigratorException;
import io.connectmigrator.internal.FullStop;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A schema registry did not answer what it was asked: it could not be reached, refused the credentials, or is none. The message has the
 * request and its URL, what happened, and what to do about it; it holds no credential and no schema.
 */
public final class SchemaRegistryException extends ConnectMigratorException {

    private static final long serialVersionUID = 1L;

    /** What was tried, and what happened. */
    private final String happened;
    /** What to do. */
    private final String remedy;
    /** The status of the answer, if there was one. */
    private final @Nullable Integer status;

    SchemaRegistryException(String happened, String remedy, @Nullable Integer status, @Nullable Throwable cause) {
        super(happened + FullStop.after(happened) + remedy, cause);
        this.happened = happened;
        this.remedy = remedy;
        this.status = status;
    }

    /** {@return the request and what happened: the message without the remedy} */
    public String happened() {
        return happened;
    }

    /** {@return what to do about it} */
    @Override
    public String remedy() {
        return remedy;
    }

    /** {@return the HTTP status that was answered, empty if there was no answer} */
    public OptionalInt status() {
        return status == null ? OptionalInt.empty() : OptionalInt.of(status);
    }

    /** {@return whether another question would fail in the same way: no answer at all, or the credentials were refused} */
    public boolean concernsEveryRequest() {
        return status == null || status == 401 || status == 403 || status == 407;
    }
}
