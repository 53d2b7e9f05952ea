package io.connectmigrator.lab.facts;

/** Thrown when a fact cannot be tried here; the message says why. */
public final class NotRunException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** Takes the reason, which completes "not run: …". */
    public NotRunException(String reason) {
        super(reason);
    }
}
