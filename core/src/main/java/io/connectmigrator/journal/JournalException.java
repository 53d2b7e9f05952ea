package io.connectmigrator.journal;

import io.connectmigrator.error.ConnectMigratorException;
import org.jspecify.annotations.Nullable;

/**
 * A journal could not be read or written. If nothing has been touched yet, nothing will be; if a migration is under way, it
 * goes back as long as the target has not been resumed.
 */
public final class JournalException extends ConnectMigratorException {

    private static final long serialVersionUID = 1L;

    /** What to do about it. */
    private final String remedy;

    /**
     * Says what went wrong.
     *
     * @param message what was tried, on what, and what happened
     * @param remedy what to do about it
     * @param cause why, or null
     */
    public JournalException(String message, String remedy, @Nullable Throwable cause) {
        super(message, cause);
        this.remedy = remedy;
    }

    /** {@return what to do about it} */
    @Override
    public String remedy() {
        return remedy;
    }
}
