package io.connectmigrator.lab.moving;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.connect.ConnectorState;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A {@code KafkaConnector} of Strimzi, as it was parsed of its YAML. Immutable: each change gives another one. */
final class KafkaConnectorResource {

    private final Map<String, Object> metadata;
    private final Map<String, Object> spec;

    private KafkaConnectorResource(Map<String, Object> metadata, Map<String, Object> spec) {
        this.metadata = metadata;
        this.spec = spec;
    }

    static KafkaConnectorResource of(Map<String, Object> document) {
        return new KafkaConnectorResource(map(document.get("metadata")), map(document.get("spec")));
    }

    /** {@return a resource of a connector that is to run} */
    static KafkaConnectorResource of(String name, ConnectorConfig config) {
        Map<String, Object> others = new LinkedHashMap<>(config.toMap());
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("class", String.valueOf(others.remove("connector.class")));
        spec.put("tasksMax", Integer.valueOf(String.valueOf(others.remove("tasks.max"))));
        others.remove("name");
        spec.put("config", others);
        return new KafkaConnectorResource(Map.of("name", name), spec);
    }

    String name() {
        return String.valueOf(metadata.get("name"));
    }

    /** {@return what the operator compares with the config that a worker answers} */
    Map<String, String> wanted() {
        Map<String, String> wanted = new LinkedHashMap<>();
        map(spec.get("config")).forEach((key, value) -> wanted.put(key, String.valueOf(value)));
        wanted.put("name", name());
        wanted.put("connector.class", String.valueOf(spec.get("class")));
        wanted.put("tasks.max", String.valueOf(spec.get("tasksMax")));
        return wanted;
    }

    ConnectorState state() {
        return ConnectorState.valueOf(
                String.valueOf(spec.getOrDefault("state", "running")).toUpperCase(Locale.ROOT));
    }

    Optional<String> annotation(String key) {
        return Optional.ofNullable(map(metadata.get("annotations")).get(key)).map(Object::toString);
    }

    /** {@return the ConfigMap that a field of the specification names, such as {@code alterOffsets} and {@code fromConfigMap}} */
    Optional<String> configMap(String field, String direction) {
        return Optional.ofNullable(map(map(spec.get(field)).get(direction)).get("name"))
                .map(Object::toString);
    }

    KafkaConnectorResource annotated(String key, @Nullable String value) {
        Map<String, Object> annotations = new LinkedHashMap<>(map(metadata.get("annotations")));
        if (value == null) {
            annotations.remove(key);
        } else {
            annotations.put(key, value);
        }
        Map<String, Object> changed = new LinkedHashMap<>(metadata);
        changed.put("annotations", annotations);
        return new KafkaConnectorResource(changed, spec);
    }

    /** {@return the same with a merge patch of its specification} */
    KafkaConnectorResource patched(Map<String, Object> patch) {
        return new KafkaConnectorResource(metadata, merged(spec, patch));
    }

    private static Map<String, Object> merged(Map<String, Object> old, Map<String, Object> patch) {
        Map<String, Object> merged = new LinkedHashMap<>(old);
        patch.forEach((key, value) -> merged.put(
                key, value instanceof Map ? merged(map(merged.get(key)), map(value)) : Objects.requireNonNull(value)));
        return merged;
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(@Nullable Object value) {
        return value == null ? Map.of() : (Map<String, Object>) value;
    }
}
