package io.connectmigrator.internal;

import io.connectmigrator.error.InterruptedWaitException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends one request once, to one URL, with a limit for the time and for the size of the answer. Follows no redirects and
 * repeats nothing. Thread-safe.
 */
public final class Http {

    private static final Logger log = LoggerFactory.getLogger(Http.class);

    private static final String JSON = "application/json";

    /** Asked for JSON, a worker answers OPTIONS without a body, in which it would list the methods of a path. */
    private static final String TEXT = "text/plain";

    /** Beyond that, times overflow. */
    private static final Duration LONGEST = Duration.ofDays(365);

    private final HttpClient client;
    private final Supplier<Map<String, String>> headers;
    private final Duration timeout;
    private final long maxResponseSize;

    /**
     * Sends through this client.
     *
     * @param headers called for each request; the values are never shown
     */
    public Http(HttpClient client, Supplier<Map<String, String>> headers, Duration timeout, long maxResponseSize) {
        this.client = client;
        this.headers = headers;
        this.timeout = timeout.compareTo(LONGEST) > 0 ? LONGEST : timeout;
        this.maxResponseSize = maxResponseSize;
    }

    /** {@return the same without headers of its own, and so without credentials} */
    public Http anonymous() {
        return new Http(client, Map::of, timeout, maxResponseSize);
    }

    /**
     * Sends a request and waits for the whole answer, whatever its status.
     *
     * @param limit the time for the request, more than zero; the timeout of all requests holds as well
     * @throws HttpFailure if there is no answer to read, or the thread was interrupted while it waited; its interrupt
     *     flag is then set
     * @throws InterruptedWaitException if the thread was interrupted before; nothing has been sent
     */
    public HttpAnswer send(String method, URI uri, @Nullable String body, Duration limit) throws HttpFailure {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedWaitException(
                    "interrupted before " + method + " " + uri + " was sent", new InterruptedException());
        }
        Map<String, String> secretHeaders = headers.get();
        Duration time = limit.compareTo(timeout) < 0 ? limit : timeout;
        HttpRequest request = request(method, uri, body, secretHeaders, time);
        long start = System.nanoTime();
        try {
            HttpAnswer answer = answer(exchange(request, time), secretHeaders);
            log.debug("{} {} answered {} after {} ms", method, uri, answer.status(), millisSince(start));
            return answer;
        } catch (HttpFailure e) {
            log.debug("{} {} failed after {} ms: {}", method, uri, millisSince(start), e.reason());
            throw e;
        }
    }

    /** {@return how long one request may take} */
    public Duration timeout() {
        return timeout;
    }

    private static HttpRequest request(
            String method, URI uri, @Nullable String body, Map<String, String> secretHeaders, Duration time) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .version(HttpClient.Version.HTTP_1_1)
                .timeout(time)
                .header("Accept", method.equals("OPTIONS") ? TEXT : JSON)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", JSON);
        }
        secretHeaders.forEach(request::setHeader);
        return request.build();
    }

    /** Not asynchronous: the client would complete that on the common pool, whose threads other code may block. */
    private HttpResponse<String> exchange(HttpRequest request, Duration time) throws HttpFailure {
        long start = System.nanoTime();
        try {
            return client.send(
                    request, head -> new BoundedBody(maxResponseSize, time.minusNanos(System.nanoTime() - start)));
        } catch (IOException | RuntimeException e) {
            throw failure(e, time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HttpFailure(
                    HttpFailure.Kind.INTERRUPTED, "the thread was interrupted while it waited for the answer", e);
        }
    }

    private static HttpAnswer answer(HttpResponse<String> response, Map<String, String> secretHeaders) {
        String contentType = response.headers().firstValue("Content-Type").orElse("");
        String mediaType = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        boolean success = response.statusCode() < 300;
        String body = success ? response.body() : Redaction.scrub(response.body(), secrets(secretHeaders));
        return new HttpAnswer(
                response.statusCode(), mediaType, response.headers().firstValue("Location"), body);
    }

    private static List<String> secrets(Map<String, String> headers) {
        return headers.values().stream()
                .flatMap(value -> Stream.of(value, value.substring(value.lastIndexOf(' ') + 1)))
                .toList();
    }

    private static HttpFailure failure(Exception thrown, Duration time) {
        if (has(thrown, BoundedBody.TooLargeException.class)) {
            return new HttpFailure(HttpFailure.Kind.TOO_LARGE, reason(thrown), thrown);
        }
        boolean notSent = has(thrown, ConnectException.class)
                || has(thrown, HttpConnectTimeoutException.class)
                || has(thrown, UnresolvedAddressException.class)
                || isTlsRefused(thrown);
        if (!notSent && (has(thrown, HttpTimeoutException.class) || has(thrown, TimeoutException.class))) {
            return new HttpFailure(
                    HttpFailure.Kind.TIMED_OUT, "no complete answer within " + time.toMillis() + " ms", thrown);
        }
        HttpFailure.Kind kind = notSent ? HttpFailure.Kind.NOT_SENT : HttpFailure.Kind.BROKEN;
        return new HttpFailure(kind, reason(thrown), thrown);
    }

    private static boolean isTlsRefused(Throwable thrown) {
        return has(thrown, SSLHandshakeException.class)
                || message(thrown).toLowerCase(Locale.ROOT).contains("unrecognized ssl message");
    }

    private static boolean has(Throwable thrown, Class<? extends Throwable> type) {
        return causes(thrown).anyMatch(type::isInstance);
    }

    private static String reason(Throwable thrown) {
        if (has(thrown, UnresolvedAddressException.class)) {
            return "the host name is not known";
        }
        if (isTlsRefused(thrown)) {
            return "TLS failed: " + message(thrown);
        }
        return has(thrown, ConnectException.class) ? "no connection: " + message(thrown) : message(thrown);
    }

    private static String message(Throwable thrown) {
        return causes(thrown)
                .map(Throwable::getMessage)
                .filter(message -> message != null && !message.isBlank())
                .findFirst()
                .map(Redaction::ofForeignText)
                .orElse(thrown.getClass().getSimpleName());
    }

    private static Stream<Throwable> causes(Throwable thrown) {
        return Stream.<Throwable>iterate(thrown, cause -> cause != null, Throwable::getCause)
                .limit(20);
    }

    private static long millisSince(long start) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }
}
