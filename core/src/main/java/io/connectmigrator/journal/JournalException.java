package io.connectmigrator.journal;

import io.connectmigrator.error.ConnectMigratorException;
import org.jspecify.annotations.Nullable;

/**
 * A journal could not be read or written. A call that has not begun does nothing; a migration that is in progress is undone
 * unless the target has been resumed.
 */
public final class JournalException extends ConnectMigratorException {

    private static final long serialVersionUID = 1L;

    /** What to do about it. */
    private final String remedy;

    /**
     * Makes an exception.
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
