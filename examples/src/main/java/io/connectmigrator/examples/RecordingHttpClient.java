package io.connectmigrator.examples;

import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/** An HTTP client that notes, between {@link #record} and {@link #recorded}, every request. Thread-safe. */
final class RecordingHttpClient extends HttpClient {

    /** The settings of the client that is used by default. */
    private final HttpClient client = HttpClient.newBuilder()
            .version(Version.HTTP_1_1)
            .followRedirects(Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    private final ConcurrentLinkedQueue<SentRequest> requests = new ConcurrentLinkedQueue<>();
    private volatile boolean recording;

    void record() {
        requests.clear();
        recording = true;
    }

    /** {@return the requests answered since {@link #record}, in the order of their answers} */
    List<SentRequest> recorded() {
        recording = false;
        return List.copyOf(requests);
    }

    private void note(HttpRequest request, Instant sent, long start, int status) {
        if (recording) {
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            requests.add(new SentRequest(request.method(), request.uri(), status, sent, took));
        }
    }

    @Override
    public <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler)
            throws IOException, InterruptedException {
        Instant sent = Instant.now();
        long start = System.nanoTime();
        int status = 0;
        try {
            HttpResponse<T> response = client.send(request, handler);
            status = response.statusCode();
            return response;
        } finally {
            note(request, sent, start, status);
        }
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        return sendAsync(request, handler, null);
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(
            HttpRequest request,
            HttpResponse.BodyHandler<T> handler,
            HttpResponse.@Nullable PushPromiseHandler<T> pushHandler) {
        Instant sent = Instant.now();
        long start = System.nanoTime();
        return client.sendAsync(request, handler, pushHandler)
                .whenComplete((response, failure) ->
                        note(request, sent, start, response == null ? 0 : response.statusCode()));
    }

    @Override
    public Optional<CookieHandler> cookieHandler() {
        return client.cookieHandler();
    }

    @Override
    public Optional<Duration> connectTimeout() {
        return client.connectTimeout();
    }

    @Override
    public Redirect followRedirects() {
        return client.followRedirects();
    }

    @Override
    public Optional<ProxySelector> proxy() {
        return client.proxy();
    }

    @Override
    public SSLContext sslContext() {
        return client.sslContext();
    }

    @Override
    public SSLParameters sslParameters() {
        return client.sslParameters();
    }

    @Override
    public Optional<Authenticator> authenticator() {
        return client.authenticator();
    }

    @Override
    public Version version() {
        return client.version();
    }

    @Override
    public Optional<Executor> executor() {
        return client.executor();
    }
}
