package io.connectmigrator.examples.referential;

import static java.util.Objects.requireNonNull;

import io.micronaut.context.annotation.Value;
import io.micronaut.serde.ObjectMapper;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** All connectors, in the service's topic. What one replica has written every other one reads. Thread-safe. */
@Singleton
final class Connectors {

    private final CompactedTopic topic;
    private final ObjectMapper json;

    Connectors(
            @Value("${referential.bootstrap-servers}") String bootstrapServers,
            @Value("${referential.topic}") String topic,
            ObjectMapper json) {
        this.topic = new CompactedTopic(topic, "connector:", Map.of("bootstrap.servers", bootstrapServers));
        this.json = json;
    }

    Optional<Connector> find(String name) {
        return topic.get(name).map(this::read);
    }

    List<Connector> all() {
        return topic.all().stream()
                .map(this::read)
                .sorted(Comparator.comparing(Connector::name))
                .toList();
    }

    /**
     * Changes a connector to what a function makes of it: null where there is none, and to delete it. The function may be called
     * again if another replica was faster; what it throws leaves the connector as it is.
     */
    Optional<Connector> change(String name, Function<@Nullable Connector, @Nullable Connector> change) {
        return topic.change(name, before -> write(change.apply(before == null ? null : read(before))))
                .map(this::read);
    }

    /** Changes a connector if there is one. */
    void changeIfThere(String name, Function<Connector, @Nullable Connector> change) {
        change(name, connector -> connector == null ? null : change.apply(connector));
    }

    private Connector read(String text) {
        try {
            return requireNonNull(json.readValue(text, Connector.class));
        } catch (IOException e) {
            throw new UncheckedIOException("a record of the store cannot be read", e);
        }
    }

    private @Nullable String write(@Nullable Connector connector) {
        try {
            return connector == null ? null : json.writeValueAsString(connector);
        } catch (IOException e) {
            throw new UncheckedIOException("a record of the store cannot be written", e);
        }
    }

    @PreDestroy
    void close() {
        topic.close();
    }
}
