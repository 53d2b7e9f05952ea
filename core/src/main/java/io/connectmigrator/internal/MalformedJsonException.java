package io.connectmigrator.internal;

/** Some text was not the JSON it should have been. The message says where, and never repeats the text. */
public final class MalformedJsonException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MalformedJsonException(String whatIsWrong) {
        super("the JSON " + whatIsWrong);
    }
}
