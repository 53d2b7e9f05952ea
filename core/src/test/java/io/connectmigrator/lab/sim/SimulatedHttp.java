package io.connectmigrator.lab.sim;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/** The network of a process: its requests take a while to reach a worker, and so do the answers. */
final class SimulatedHttp extends HttpClient {

    private static final Duration LONG = Duration.ofSeconds(100);
    private static final String PROBE = "connect-migrator-probe-";
    private static final HttpHeaders JSON =
            HttpHeaders.of(Map.of("Content-Type", List.of("application/json")), (name, value) -> true);
    private static final HttpHeaders HTML =
            HttpHeaders.of(Map.of("Content-Type", List.of("text/html;charset=iso-8859-1")), (name, value) -> true);

    private final Network network;
    private final SimulatedProcess process;

    SimulatedHttp(Network network, SimulatedProcess process) {
        this.network = network;
        this.process = process;
    }

    @Override
    public <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler)
            throws IOException, InterruptedException {
        URI uri = request.uri();
        String url = uri.getRawQuery() == null ? uri.getRawPath() : uri.getRawPath() + "?" + uri.getRawQuery();
        SimulatedWorker worker = network.worker(uri.getAuthority());
        String kind = kind(request.method(), url, worker);
        Fault fault = process.point(kind);
        Exchange exchange = new Exchange(request.method(), url, body(request), process.name(), process::wake);
        exchange.anonymous(request.headers().firstValue("Authorization").isEmpty());
        network.send(worker, exchange, fault);
        process.await(exchange::isOver, request.timeout().orElse(LONG));
        if (!exchange.isOver()) {
            exchange.giveUp();
        }
        process.point(kind + " answered");
        if (process.time().history().isKept()) {
            process.time().history().note("answer", answered(exchange));
        }
        if (exchange.failure() != null) {
            throw exchange.failure();
        }
        Answer answer = exchange.answer();
        if (answer == null) {
            throw new HttpTimeoutException("request timed out");
        }
        return new Response<>(request, answer, handler);
    }

    private static String answered(Exchange exchange) {
        Answer answer = exchange.answer();
        return answer == null ? String.valueOf(exchange.failure()) : answer.status() + withoutProbe(answer.body());
    }

    private static String withoutProbe(String body) {
        return body.contains(PROBE) ? body.replaceAll(PROBE + "[-0-9a-f]+", "probe") : body;
    }

    /** {@return what is done, with names that are made up at random left out} */
    private static String kind(String method, String url, @Nullable SimulatedWorker worker) {
        int probe = url.indexOf(PROBE);
        int end = probe < 0 ? 0 : url.indexOf('/', probe);
        String path = probe < 0 ? url : url.substring(0, probe) + "probe" + (end < 0 ? "" : url.substring(end));
        return method + " " + path + " on "
                + (worker == null ? "nowhere" : worker.cluster().name());
    }

    private static String body(HttpRequest request) {
        return request.bodyPublisher()
                .filter(publisher -> publisher.contentLength() != 0)
                .map(SimulatedHttp::text)
                .orElse("");
    }

    private static String text(HttpRequest.BodyPublisher publisher) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        publisher.subscribe(new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(Long.MAX_VALUE);
            }

            @Override
            public void onNext(ByteBuffer buffer) {
                byte[] chunk = new byte[buffer.remaining()];
                buffer.get(chunk);
                bytes.writeBytes(chunk);
            }

            @Override
            public void onError(Throwable failure) {
                throw new IllegalStateException(failure);
            }

            @Override
            public void onComplete() {}
        });
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static final class Response<T> implements HttpResponse<T>, HttpResponse.ResponseInfo, Flow.Subscription {

        private final HttpRequest request;
        private final Answer answer;
        private final T body;

        Response(HttpRequest request, Answer answer, HttpResponse.BodyHandler<T> handler) {
            this.request = request;
            this.answer = answer;
            HttpResponse.BodySubscriber<T> subscriber = handler.apply(this);
            subscriber.onSubscribe(this);
            subscriber.onNext(List.of(ByteBuffer.wrap(answer.body().getBytes(StandardCharsets.UTF_8))));
            subscriber.onComplete();
            this.body = subscriber.getBody().toCompletableFuture().join();
        }

        @Override
        public int statusCode() {
            return answer.status();
        }

        @Override
        public HttpHeaders headers() {
            return answer.html() ? HTML : JSON;
        }

        @Override
        public HttpClient.Version version() {
            return HttpClient.Version.HTTP_1_1;
        }

        @Override
        public HttpRequest request() {
            return request;
        }

        @Override
        public Optional<HttpResponse<T>> previousResponse() {
            return Optional.empty();
        }

        @Override
        public T body() {
            return body;
        }

        @Override
        public Optional<SSLSession> sslSession() {
            return Optional.empty();
        }

        @Override
        public URI uri() {
            return request.uri();
        }

        @Override
        public void request(long n) {}

        @Override
        public void cancel() {}
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        throw new UnsupportedOperationException("the library sends from the thread that waits for the answer");
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(
            HttpRequest request,
            HttpResponse.BodyHandler<T> handler,
            HttpResponse.@Nullable PushPromiseHandler<T> pushPromiseHandler) {
        return sendAsync(request, handler);
    }

    @Override
    public Optional<CookieHandler> cookieHandler() {
        return Optional.empty();
    }

    @Override
    public Optional<Duration> connectTimeout() {
        return Optional.empty();
    }

    @Override
    public Redirect followRedirects() {
        return Redirect.NEVER;
    }

    @Override
    public Optional<ProxySelector> proxy() {
        return Optional.empty();
    }

    @Override
    public SSLContext sslContext() {
        throw new UnsupportedOperationException("there is no TLS here");
    }

    @Override
    public SSLParameters sslParameters() {
        return new SSLParameters();
    }

    @Override
    public Optional<Authenticator> authenticator() {
        return Optional.empty();
    }

    @Override
    public Version version() {
        return Version.HTTP_1_1;
    }

    @Override
    public Optional<Executor> executor() {
        return Optional.empty();
    }
}
