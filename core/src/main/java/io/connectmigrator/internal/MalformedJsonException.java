package io.connectmigrator.internal;

/** A text is not the expected JSON. The message has the position, and never the text. */
public final class MalformedJsonException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MalformedJsonException(String whatIsWrong) {
        super("the JSON " + whatIsWrong);
    }
}
