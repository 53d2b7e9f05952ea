package io.connectmigrator.internal;

/**
 * A header has no valid value, so that the request cannot be sent. The message does not repeat that of an exception of a
 * supplier, which may hold a secret; the stack trace is that of the supplier.
 */
public final class HeaderException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    HeaderException(String message) {
        super(message);
    }

    static HeaderException thrownBy(String supplier, Throwable thrown) {
        HeaderException exception =
                new HeaderException(supplier + " threw " + thrown.getClass().getName());
        exception.setStackTrace(thrown.getStackTrace());
        return exception;
    }
}
