package io.connectmigrator.connect;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.internal.HttpSettings;
import io.connectmigrator.internal.ServerUrl;
import io.connectmigrator.internal.Waiting;
import io.connectmigrator.offset.OffsetTransport;
import io.connectmigrator.registry.SchemaRegistry;
import io.connectmigrator.topic.ClusterTopics;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link ConnectClient}. By default: no credentials, TLS and proxy of the JVM, 100 seconds for one request, 60
 * seconds of retries, answers of up to 64 MB, offsets over REST. Not thread-safe; its clients are.
 */
public final class ConnectClientBuilder {

    private final List<URI> urls = new ArrayList<>();
    private final HttpSettings http = new HttpSettings(Duration.ofSeconds(100), Duration.ofSeconds(60), 0);
    private final List<SchemaRegistry> schemaRegistries = new ArrayList<>();
    private @Nullable String name;
    private @Nullable OffsetTransport offsetTransport;
    private @Nullable ClusterTopics topics;
    private Waiting waiting = Waiting.real();
    private Clock clock = Clock.systemUTC();

    ConnectClientBuilder(String url) {
        url(url);
    }

    /**
     * Adds the URL of another worker of the same cluster, for requests that the others do not answer.
     *
     * @param url an {@code http} or {@code https} URL, with a path where a gateway needs one
     * @return this builder
     * @throws IllegalArgumentException if it is no such URL, or has user info, a query or a fragment
     */
    public ConnectClientBuilder url(String url) {
        urls.add(ServerUrl.parse("a worker", url));
        return this;
    }

    /**
     * Sets the name that the cluster has in messages and reports, by default its first URL.
     *
     * @param name the name
     * @return this builder
     * @throws IllegalArgumentException if it is blank
     */
    public ConnectClientBuilder name(String name) {
        if (requireNonNull(name, "name").isBlank()) {
            throw new IllegalArgumentException("the name of a cluster must not be blank");
        }
        this.name = name;
        return this;
    }

    /**
     * Sets user and password for HTTP basic authentication, none by default. Replaces other credentials.
     *
     * @param user the user, or null for none
     * @param password the password, or null for none
     * @return this builder
     * @throws IllegalArgumentException if only one of them is null, or the user has a colon
     */
    public ConnectClientBuilder basicAuth(@Nullable String user, @Nullable String password) {
        http.headers().basic(user, password);
        return this;
    }

    /**
     * Sets user and password for HTTP basic authentication, both of which are read for each request. Replaces other
     * credentials.
     *
     * @param user supplies the user
     * @param password supplies the password
     * @return this builder
     */
    public ConnectClientBuilder basicAuth(Supplier<String> user, Supplier<String> password) {
        http.headers().basic(requireNonNull(user, "user"), requireNonNull(password, "password"));
        return this;
    }

    /**
     * Sets a bearer token, which is read for each request. Replaces other credentials.
     *
     * @param token supplies the token
     * @return this builder
     */
    public ConnectClientBuilder bearer(Supplier<String> token) {
        http.headers().bearer(requireNonNull(token, "token"));
        return this;
    }

    /**
     * Adds a header, such as the key of a gateway, whose value is read for each request and never shown. The same header again
     * replaces it.
     *
     * @param header the header's name
     * @param value supplies its value
     * @return this builder
     * @throws IllegalArgumentException if the name is not valid, or the HTTP client sets this header itself
     */
    public ConnectClientBuilder header(String header, Supplier<String> value) {
        http.headers().add(requireNonNull(header, "header"), requireNonNull(value, "value"));
        return this;
    }

    /**
     * Sets the TLS context: trusted certificates and those of the client. By default that of the JVM. Host names are always
     * verified.
     *
     * @param sslContext the TLS context
     * @return this builder
     */
    public ConnectClientBuilder sslContext(SSLContext sslContext) {
        http.sslContext(sslContext);
        return this;
    }

    /**
     * Sets the proxy, by default that of the JVM.
     *
     * @param proxy chooses the proxy by URL
     * @return this builder
     */
    public ConnectClientBuilder proxy(ProxySelector proxy) {
        http.proxy(proxy);
        return this;
    }

    /**
     * Sets the HTTP client, by default one that all clients share. Cannot be combined with {@link #sslContext} and
     * {@link #proxy}, which the HTTP client has itself. It needs a connect timeout.
     *
     * @param httpClient the HTTP client
     * @return this builder
     * @throws IllegalArgumentException if it follows redirects: credentials would go with them
     */
    public ConnectClientBuilder httpClient(HttpClient httpClient) {
        http.httpClient(httpClient);
        return this;
    }

    /**
     * Sets the transport that lists, alters and resets offsets, by default REST. Another one is needed for workers that are
     * too old for offsets over REST, and for connectors whose offsets REST would damage.
     *
     * @param offsetTransport the transport of the same cluster
     * @return this builder
     */
    public ConnectClientBuilder offsetTransport(OffsetTransport offsetTransport) {
        this.offsetTransport = requireNonNull(offsetTransport, "offsetTransport");
        return this;
    }

    /**
     * Adds a schema registry that the converters of this cluster ask; none by default. Then a check of a plan compares the schemas
     * behind the ids in the topics with those that the target's registry has under the same ids. A cluster whose converters ask
     * several registries is given each of them.
     *
     * @param registry the registry
     * @return this builder
     */
    public ConnectClientBuilder schemaRegistry(SchemaRegistry registry) {
        schemaRegistries.add(requireNonNull(registry, "registry"));
        return this;
    }

    /**
     * Sets what reads the topics of the Kafka cluster under the workers, by default {@link OffsetTransport#topics() what the
     * offset transport offers}. With it, checks read samples of records.
     *
     * @param topics the topics of that Kafka cluster
     * @return this builder
     */
    public ConnectClientBuilder topics(ClusterTopics topics) {
        this.topics = requireNonNull(topics, "topics");
        return this;
    }

    /**
     * Sets how long one request may take in all, 100 seconds by default: a worker itself gives up after 90, and only
     * then says why. A write takes this time and 90 seconds at most, in which its answer is awaited, what became of it is
     * read after a lost answer, and it is sent again; after that its outcome is unknown.
     * {@link ConnectClient#within} sets a shorter time for a whole call.
     *
     * @param requestTimeout the time
     * @return this builder
     * @throws IllegalArgumentException if it is not positive
     */
    public ConnectClientBuilder requestTimeout(Duration requestTimeout) {
        http.requestTimeout(requestTimeout);
        return this;
    }

    /**
     * Sets for how long a request is sent again while the workers are rebalancing or starting, 60 seconds by default;
     * zero sends it once.
     *
     * @param retryTimeout the time
     * @return this builder
     * @throws IllegalArgumentException if it is negative
     */
    public ConnectClientBuilder retryTimeout(Duration retryTimeout) {
        http.retryTimeout(retryTimeout);
        return this;
    }

    /**
     * Limits how many requests per second are sent to the cluster, through this client and all that
     * {@linkplain ConnectClient#within share} it; unlimited by default. Requests are spaced out evenly, without bursts.
     *
     * @param requests the number
     * @return this builder
     * @throws IllegalArgumentException if it is less than one
     */
    public ConnectClientBuilder requestsPerSecond(int requests) {
        http.requestsPerSecond(requests);
        return this;
    }

    /**
     * Limits the size of an answer, 64 MB by default.
     *
     * @param bytes the size in bytes
     * @return this builder
     * @throws IllegalArgumentException if it is not positive, or 2 GB and more
     */
    public ConnectClientBuilder maxResponseSize(long bytes) {
        http.maxResponseSize(bytes);
        return this;
    }

    /** Replaces time and pauses, for tests. */
    ConnectClientBuilder time(Waiting newWaiting, Clock newClock) {
        this.waiting = newWaiting;
        this.clock = newClock;
        return this;
    }

    /**
     * Builds the client. Sends nothing, and can be called again.
     *
     * @return the client
     * @throws IllegalStateException if an HTTP client was set together with TLS or a proxy
     */
    public ConnectClient build() {
        Requests.Cluster cluster =
                new Requests.Cluster(name, http.http(), new Retries(waiting, http.retryTimeout()), http.rate(waiting));
        return new ConnectClient(
                name == null ? urls.get(0).toString() : name,
                List.copyOf(urls),
                new Requests(cluster, urls),
                new ConnectClient.Given(offsetTransport, List.copyOf(schemaRegistries), topics),
                clock);
    }
}
