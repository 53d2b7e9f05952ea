package io.connectmigrator.internal;

import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Makes HTTP clients: one that all share, unless TLS, proxy or timeout differ. */
public final class HttpClients {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    private HttpClients() {}

    private static final class Shared {
        static final HttpClient CLIENT = builder(CONNECT_TIMEOUT).build();
    }

    /** {@return a client with this TLS and proxy, those of the JVM where they are null} */
    public static HttpClient of(
            @Nullable SSLContext sslContext, @Nullable ProxySelector proxy, Duration requestTimeout) {
        // A connection attempt must end before its request does: only then is it known that nothing was sent.
        Duration half = requestTimeout.dividedBy(2);
        boolean isShort = half.compareTo(CONNECT_TIMEOUT) < 0;
        if (sslContext == null && proxy == null && !isShort) {
            return Shared.CLIENT;
        }
        HttpClient.Builder builder = builder(isShort ? half : CONNECT_TIMEOUT);
        if (sslContext != null) {
            builder.sslContext(sslContext);
        }
        if (proxy != null) {
            builder.proxy(proxy);
        }
        return builder.build();
    }

    private static HttpClient.Builder builder(Duration connectTimeout) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connectTimeout);
    }
}
