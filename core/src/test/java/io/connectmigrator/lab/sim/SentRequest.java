package io.connectmigrator.lab.sim;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A request that was sent by another client than the library. */
public final class SentRequest {

    private final Exchange exchange;

    SentRequest(Exchange exchange) {
        this.exchange = exchange;
    }

    /** {@return whether the answer has come, or will never come} */
    public boolean isDone() {
        return exchange.isOver();
    }

    /** {@return the status of the answer, 0 if there is none} */
    public int status() {
        Answer answer = exchange.answer();
        return answer == null ? 0 : answer.status();
    }

    /** {@return the content type of the answer} */
    public String contentType() {
        Answer answer = exchange.answer();
        return answer != null && answer.html() ? "text/html;charset=iso-8859-1" : "application/json";
    }

    /** {@return the body of the answer, or why there is none} */
    public String body() {
        Answer answer = exchange.answer();
        IOException failure = exchange.failure();
        return answer != null ? answer.body() : failure == null ? "no answer" : message(failure);
    }

    private static String message(IOException failure) {
        @Nullable String message = failure.getMessage();
        return message == null ? failure.toString() : message;
    }
}
