package io.connectmigrator.offset;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.error.ConnectMigratorException;
import org.jspecify.annotations.Nullable;

/** Offsets could not be listed, altered or reset. The message says what was tried, what happened and what the state is now. */
public final class OffsetTransportException extends ConnectMigratorException {

    private static final long serialVersionUID = 1L;

    /** What to do. */
    private final String remedy;

    /**
     * Makes an exception.
     *
     * @param message what was tried, on what, what happened, and what the state is now
     * @param remedy what to do
     * @param cause the cause, or null
     */
    public OffsetTransportException(String message, String remedy, @Nullable Throwable cause) {
        super(requireNonNull(message, "message"), cause);
        this.remedy = requireNonNull(remedy, "remedy");
    }

    /** {@return what to do} */
    @Override
    public String remedy() {
        return remedy;
    }
}
