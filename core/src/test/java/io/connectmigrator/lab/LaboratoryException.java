package io.connectmigrator.lab;

import org.jspecify.annotations.Nullable;

/** Something in the laboratory itself did not work: a jar was not found, a process did not start, a deadline passed. */
public final class LaboratoryException extends RuntimeException {

    private static final long serialVersionUID = 1;

    LaboratoryException(String message) {
        super(message);
    }

    LaboratoryException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
