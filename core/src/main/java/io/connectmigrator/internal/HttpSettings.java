package io.connectmigrator.internal;

import static java.util.Objects.requireNonNull;

import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** What the builders of clients of HTTP servers set in common. Each setter checks its argument. Not thread-safe. */
public final class HttpSettings {

    private final RequestHeaders headers = new RequestHeaders();
    private @Nullable SSLContext sslContext;
    private @Nullable ProxySelector proxy;
    private @Nullable HttpClient httpClient;
    private Duration requestTimeout;
    private Duration retryTimeout;
    private int requestsPerSecond;
    private long maxResponseSize = 64L << 20;

    /**
     * Begins with these limits.
     *
     * @param requestsPerSecond 0 for no limit
     */
    public HttpSettings(Duration requestTimeout, Duration retryTimeout, int requestsPerSecond) {
        this.requestTimeout = requestTimeout;
        this.retryTimeout = retryTimeout;
        this.requestsPerSecond = requestsPerSecond;
    }

    public RequestHeaders headers() {
        return headers;
    }

    public Duration retryTimeout() {
        return retryTimeout;
    }

    public void sslContext(SSLContext newContext) {
        sslContext = requireNonNull(newContext, "sslContext");
    }

    public void proxy(ProxySelector newProxy) {
        proxy = requireNonNull(newProxy, "proxy");
    }

    public void httpClient(HttpClient newClient) {
        if (newClient.followRedirects() != HttpClient.Redirect.NEVER) {
            throw new IllegalArgumentException("the HTTP client must not follow redirects, since credentials would go"
                    + " with them; build it with Redirect.NEVER");
        }
        httpClient = newClient;
    }

    public void requestTimeout(Duration timeout) {
        if (timeout.isZero() || timeout.isNegative()) {
            throw new IllegalArgumentException("the request timeout must be positive, was " + timeout);
        }
        requestTimeout = timeout;
    }

    public void retryTimeout(Duration timeout) {
        if (timeout.isNegative()) {
            throw new IllegalArgumentException("the retry timeout must not be negative, was " + timeout);
        }
        retryTimeout = timeout;
    }

    public void requestsPerSecond(int requests) {
        if (requests < 1) {
            throw new IllegalArgumentException("the requests per second must be at least 1, was " + requests);
        }
        requestsPerSecond = requests;
    }

    public void maxResponseSize(long bytes) {
        if (bytes <= 0 || bytes >= Integer.MAX_VALUE) {
            throw new IllegalArgumentException("the largest answer must be between 1 byte and 2 GB, was " + bytes);
        }
        maxResponseSize = bytes;
    }

    /**
     * {@return what sends requests with these settings}
     *
     * @throws IllegalStateException if an HTTP client was set together with TLS or a proxy
     */
    public Http http() {
        if (httpClient != null && (sslContext != null || proxy != null)) {
            throw new IllegalStateException(
                    "an HTTP client has TLS and proxy of its own: set either httpClient, or sslContext and proxy");
        }
        HttpClient sender = httpClient != null ? httpClient : HttpClients.of(sslContext, proxy, requestTimeout);
        return new Http(sender, headers.copy(), requestTimeout, maxResponseSize);
    }

    public RequestRate rate(Waiting waiting) {
        return new RequestRate(waiting, requestsPerSecond);
    }
}
