package io.connectmigrator.lab.facts;

import io.connectmigrator.internal.Json;
import io.connectmigrator.internal.MalformedJsonException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a worker answered. The status is 0 when the connection was refused or broke before an answer came. */
public record FactsAnswer(int status, String contentType, String body) {

    /** {@return an answer that never came} */
    public static FactsAnswer none(String reason) {
        return new FactsAnswer(0, "", reason);
    }

    /** {@return whether the worker did what it was asked for} */
    public boolean ok() {
        return status >= 200 && status < 300;
    }

    /** {@return the text of Connect's error message, or the body when it is not one} */
    public String message() {
        return json() instanceof Map<?, ?> error && error.get("message") instanceof String message ? message : body;
    }

    /** {@return whether this is an error of Connect itself and not of the HTTP server around it} */
    public boolean isConnectError() {
        return json() instanceof Map<?, ?> error && error.containsKey("error_code");
    }

    /** {@return the body as maps and lists, null when it is not JSON} */
    public @Nullable Object json() {
        try {
            return Json.parse(body);
        } catch (MalformedJsonException e) {
            return null;
        }
    }

    @Override
    public String toString() {
        if (status == 0) {
            return "no answer";
        }
        return status + (message().isEmpty() ? "" : " " + message());
    }
}
