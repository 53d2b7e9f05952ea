package io.connectmigrator.registry;

import io.connectmigrator.error.InterruptedWaitException;
import io.connectmigrator.internal.Backoff;
import io.connectmigrator.internal.HeaderException;
import io.connectmigrator.internal.Http;
import io.connectmigrator.internal.HttpAnswer;
import io.connectmigrator.internal.HttpFailure;
import io.connectmigrator.internal.Json;
import io.connectmigrator.internal.JsonObject;
import io.connectmigrator.internal.MalformedJsonException;
import io.connectmigrator.internal.Redaction;
import io.connectmigrator.internal.RequestRate;
import io.connectmigrator.internal.Waiting;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests that change nothing to the URLs of a registry, and sends them again while none of them answers. Thread-safe.
 */
final class RegistryRequests {

    private static final Set<Integer> NOT_READY = Set.of(429, 500, 502, 503, 504);

    /** What a server answers to a path that it does not have. */
    private static final Set<Integer> NO_SUCH_PATH = Set.of(404, 405, 501);

    /** The errors of a registry for a subject, a version and a schema that it does not have, and for a mode that is not set. */
    private static final Set<Long> NOT_FOUND = Set.of(40401L, 40402L, 40403L, 40406L, 40407L, 40408L, 40409L);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    private static final Duration EVER = Duration.ofDays(365);

    private final List<URI> urls;
    private final Http http;
    private final Waiting waiting;
    private final Duration retryTimeout;
    private final RequestRate rate;
    private final AtomicLong sent = new AtomicLong();
    private final AtomicInteger preferred = new AtomicInteger();

    RegistryRequests(List<URI> urls, Http http, Waiting waiting, Duration retryTimeout, RequestRate rate) {
        this.urls = urls;
        this.http = http;
        this.waiting = waiting;
        this.retryTimeout = retryTimeout;
        this.rate = rate;
    }

    /** {@return how many requests have been sent} */
    long sent() {
        return sent.get();
    }

    /** {@return the answer to a GET; empty if the registry does not have what was asked for} */
    <T> Optional<T> get(String path, Function<@Nullable Object, T> reader) {
        return asked("GET", path, null, reader, false);
    }

    /** {@return the answer to a GET; empty if the registry does not have the resource, or does not know the path} */
    <T> Optional<T> getIfSupported(String path, Function<@Nullable Object, T> reader) {
        return asked("GET", path, null, reader, true);
    }

    /** {@return the answer to a POST that registers nothing; empty if the registry does not have what was asked for} */
    <T> Optional<T> lookUp(String path, Object body, Function<@Nullable Object, T> reader) {
        return asked("POST", path, Json.write(body), reader, false);
    }

    private <T> Optional<T> asked(
            String method,
            String path,
            @Nullable String body,
            Function<@Nullable Object, T> reader,
            boolean mayBeUnknown) {
        HttpAnswer answer = send(method, path, body);
        String request = method + " " + urls.get(preferred.get()) + path;
        if (answer.isSuccess() && !answer.isHtml()) {
            try {
                return Optional.of(reader.apply(Json.parse(answer.body())));
            } catch (MalformedJsonException | IllegalArgumentException e) {
                throw unreadable(request, answer, String.valueOf(e.getMessage()));
            }
        }
        Optional<JsonObject> error = error(answer);
        boolean isMissing = error.filter(json -> NOT_FOUND.contains(code(json))).isPresent();
        if (isMissing || (mayBeUnknown && NO_SUCH_PATH.contains(answer.status()))) {
            return Optional.empty();
        }
        throw refused(request, answer, error);
    }

    private HttpAnswer send(String method, String path, @Nullable String body) {
        Waiting.Deadline deadline = waiting.deadline(retryTimeout);
        Backoff pauses = Backoff.between(FIRST_PAUSE, LONGEST_PAUSE).withJitter(waiting::random);
        while (true) {
            List<String> failures = new ArrayList<>();
            HttpAnswer notReady = null;
            int first = preferred.get();
            for (int i = 0; i < urls.size(); i++) {
                int index = (first + i) % urls.size();
                HttpAnswer answer = send(method, urls.get(index), path, body, failures);
                if (answer != null && !NOT_READY.contains(answer.status())) {
                    preferred.set(index);
                    return answer;
                }
                notReady = answer == null ? notReady : answer;
            }
            Duration pause = pauses.next();
            if (pause.compareTo(deadline.remaining()) > 0) {
                if (notReady != null) {
                    return notReady;
                }
                throw new SchemaRegistryException(
                        method + " " + urls.get(first) + path + " got no answer (" + String.join("; ", failures) + ")",
                        "Check that the registry runs, and the URL, port, TLS and proxy of its client",
                        null,
                        null);
            }
            waiting.pause(pause);
        }
    }

    private @Nullable HttpAnswer send(
            String method, URI url, String path, @Nullable String body, List<String> failures) {
        rate.await(EVER);
        sent.incrementAndGet();
        try {
            return http.send(method, URI.create(url + path), body, http.timeout());
        } catch (HeaderException e) {
            throw new SchemaRegistryException(
                    method + " " + url + path + " was not sent, since " + e.getMessage(),
                    "Correct the supplier of the header, or try again",
                    null,
                    e);
        } catch (HttpFailure e) {
            if (e.kind() == HttpFailure.Kind.INTERRUPTED) {
                throw new InterruptedWaitException(
                        method + " " + url + path + " got no answer: " + e.reason(), new InterruptedException());
            }
            failures.add(url + ": " + e.reason());
            return null;
        }
    }

    private static SchemaRegistryException refused(String request, HttpAnswer answer, Optional<JsonObject> error) {
        int status = answer.status();
        String text = error.map(json -> ", error " + code(json)).orElse(" without an error message of a registry");
        return new SchemaRegistryException(
                request + " answered " + status + text,
                switch (status) {
                    case 401, 403, 407 -> "Check the credentials of the registry's client and what they allow";
                    case 404, 405 -> "Check that the URL is that of a registry with Confluent's REST API";
                    case 429 -> "Send fewer requests per second, with requestsPerSecond(…)";
                    default -> "Check the log of the registry, then try again";
                },
                status,
                null);
    }

    private static SchemaRegistryException unreadable(String request, HttpAnswer answer, String why) {
        return new SchemaRegistryException(
                request + " answered " + answer.status() + " what cannot be read: " + Redaction.ofForeignText(why),
                "Check that the URL is that of a registry with Confluent's REST API",
                answer.status(),
                null);
    }

    private static Optional<JsonObject> error(HttpAnswer answer) {
        try {
            JsonObject json = Json.parseObject(answer.body());
            return json.has("error_code") ? Optional.of(json) : Optional.empty();
        } catch (MalformedJsonException e) {
            return Optional.empty();
        }
    }

    private static long code(JsonObject error) {
        return error.optionalInteger("error_code").orElse(0);
    }
}
