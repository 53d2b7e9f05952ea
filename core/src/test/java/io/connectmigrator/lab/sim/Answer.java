package io.connectmigrator.lab.sim;

import io.connectmigrator.internal.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer to a request.
 *
 * @param html whether it is a page of the server instead of JSON
 */
record Answer(int status, String body, boolean html) {

    static final Answer NOT_FOUND = error(404, "HTTP 404 Not Found");
    static final Answer NOT_ALLOWED = error(405, "HTTP 405 Method Not Allowed");
    static final Answer STARTING =
            new Answer(404, "<html><head><title>Error 404 Not Found</title></head></html>", true);

    static Answer of(int status, @Nullable Object json) {
        return new Answer(status, Json.write(json), false);
    }

    static Answer ok(@Nullable Object json) {
        return of(200, json);
    }

    static Answer empty(int status) {
        return new Answer(status, "", false);
    }

    static Answer error(int status, String message) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("error_code", status);
        error.put("message", message);
        return of(status, error);
    }

    static Answer message(String text) {
        return ok(Map.of("message", text));
    }
}
