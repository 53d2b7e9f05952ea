package io.connectmigrator.registry;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.internal.HttpSettings;
import io.connectmigrator.internal.RegistryUrl;
import io.connectmigrator.internal.ServerUrl;
import io.connectmigrator.internal.Waiting;
import java.net.ProxySelector;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link SchemaRegistry}. By default: no credentials, TLS and proxy of the JVM, 30 seconds for one request, 30 seconds of
 * retries, 20 requests a second, answers of up to 64 MB. Not thread-safe; its registries are.
 */
public final class SchemaRegistryBuilder {

    private final List<URI> urls = new ArrayList<>();
    private final Set<String> aliases = new LinkedHashSet<>();
    private final HttpSettings http = new HttpSettings(Duration.ofSeconds(30), Duration.ofSeconds(30), 20);
    private @Nullable String name;
    private Waiting waiting = Waiting.real();

    SchemaRegistryBuilder(String url) {
        url(url);
    }

    /**
     * Adds the URL of another node of the same registry, for requests that the others do not answer.
     *
     * @param url an {@code http} or {@code https} URL, with a path where the API is below one
     * @return this builder
     * @throws IllegalArgumentException if it is no such URL, or has user info, a query or a fragment
     */
    public SchemaRegistryBuilder url(String url) {
        urls.add(ServerUrl.parse("a schema registry", url));
        return this;
    }

    /**
     * Adds a text by which configs of connectors name this registry: its URL inside the network of the workers, or a placeholder such as
     * {@code ${env:REGISTRY_URL}}. None by default beside the URLs. User and password in it are dropped.
     *
     * @param url the text, as the configs have it
     * @return this builder
     * @throws IllegalArgumentException if it is neither
     */
    public SchemaRegistryBuilder knownAs(String url) {
        String normalised = RegistryUrl.normalised(requireNonNull(url, "url"));
        if (normalised.isEmpty() || !RegistryUrl.isValid(normalised)) {
            throw new IllegalArgumentException("the text by which a registry is known must be a URL or a placeholder");
        }
        aliases.add(normalised);
        return this;
    }

    /**
     * Sets the name that the registry has in messages and reports, by default its first URL.
     *
     * @param name the name
     * @return this builder
     * @throws IllegalArgumentException if it is blank
     */
    public SchemaRegistryBuilder name(String name) {
        if (requireNonNull(name, "name").isBlank()) {
            throw new IllegalArgumentException("the name of a registry must not be blank");
        }
        this.name = name;
        return this;
    }

    /**
     * Sets user and password for HTTP basic authentication, none by default; the key and the secret of an API key are such. Replaces
     * other credentials.
     *
     * @param user the user
     * @param password supplies the password, which is read for each request
     * @return this builder
     */
    public SchemaRegistryBuilder basicAuth(String user, Supplier<String> password) {
        requireNonNull(user, "user");
        http.headers().basic(() -> user, requireNonNull(password, "password"));
        return this;
    }

    /**
     * Sets a bearer token, which is read for each request. Replaces other credentials.
     *
     * @param token supplies the token
     * @return this builder
     */
    public SchemaRegistryBuilder bearer(Supplier<String> token) {
        http.headers().bearer(requireNonNull(token, "token"));
        return this;
    }

    /**
     * Adds a header, such as {@code target-sr-cluster} or {@code Confluent-Identity-Pool-Id} of Confluent Cloud, whose value is read for
     * each request and never shown. The same header again replaces it.
     *
     * @param header the header's name
     * @param value supplies its value
     * @return this builder
     * @throws IllegalArgumentException if the name is not valid, or the HTTP client sets this header itself
     */
    public SchemaRegistryBuilder header(String header, Supplier<String> value) {
        http.headers().add(requireNonNull(header, "header"), requireNonNull(value, "value"));
        return this;
    }

    /**
     * Sets the TLS context: trusted certificates and those of the client. By default that of the JVM. Host names are always verified.
     *
     * @param sslContext the TLS context
     * @return this builder
     */
    public SchemaRegistryBuilder sslContext(SSLContext sslContext) {
        http.sslContext(sslContext);
        return this;
    }

    /**
     * Sets the proxy, by default that of the JVM.
     *
     * @param proxy chooses the proxy by URL
     * @return this builder
     */
    public SchemaRegistryBuilder proxy(ProxySelector proxy) {
        http.proxy(proxy);
        return this;
    }

    /**
     * Sets how long one request may take, 30 seconds by default.
     *
     * @param requestTimeout the time
     * @return this builder
     * @throws IllegalArgumentException if it is not positive
     */
    public SchemaRegistryBuilder requestTimeout(Duration requestTimeout) {
        http.requestTimeout(requestTimeout);
        return this;
    }

    /**
     * Sets for how long a request is sent again while the registry does not answer, or answers that it is not ready, 30 seconds by
     * default; zero sends it once.
     *
     * @param retryTimeout the time
     * @return this builder
     * @throws IllegalArgumentException if it is negative
     */
    public SchemaRegistryBuilder retryTimeout(Duration retryTimeout) {
        http.retryTimeout(retryTimeout);
        return this;
    }

    /**
     * Limits how many requests per second are sent, 20 by default. Requests are spaced out evenly, without bursts.
     *
     * @param requests the number
     * @return this builder
     * @throws IllegalArgumentException if it is less than one
     */
    public SchemaRegistryBuilder requestsPerSecond(int requests) {
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
    public SchemaRegistryBuilder maxResponseSize(long bytes) {
        http.maxResponseSize(bytes);
        return this;
    }

    /** Replaces time and pauses, for tests. */
    SchemaRegistryBuilder time(Waiting newWaiting) {
        this.waiting = newWaiting;
        return this;
    }

    /**
     * Builds the registry's client. Sends nothing, and can be called again.
     *
     * @return the client
     */
    public SchemaRegistry build() {
        List<URI> all = List.copyOf(urls);
        Set<String> known = new LinkedHashSet<>(aliases);
        all.forEach(url -> known.add(RegistryUrl.normalised(url.toString())));
        return new SchemaRegistry(
                name == null ? all.get(0).toString() : name,
                all,
                known,
                new RegistryRequests(all, http.http(), waiting, http.retryTimeout(), http.rate(waiting)));
    }
}
