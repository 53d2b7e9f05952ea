package io.connectmigrator.connect;

import io.connectmigrator.internal.JsonObject;
import io.connectmigrator.internal.Redaction;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The errors that a worker finds in a config. Holds no value of that config.
 *
 * @param errorCount how many errors the worker counts
 * @param errors the keys with errors
 * @param knownKeys the keys that the worker and its plugins define, with those of transformations and converters in the config
 * @param unresolvedKeys the keys in whose values the worker shows a placeholder unresolved, as a worker without the provider
 *     does, and from 4.4 on every worker
 * @param passwordKeys those of the known keys whose values are passwords
 */
public record ConfigValidation(
        int errorCount,
        List<FieldErrors> errors,
        Set<String> knownKeys,
        Set<String> unresolvedKeys,
        Set<String> passwordKeys) {

    /**
     * Copies the collections.
     *
     * @param errorCount how many errors the worker counts
     * @param errors the keys with errors
     * @param knownKeys the keys that the worker and its plugins define
     * @param unresolvedKeys the keys in whose values the worker shows a placeholder unresolved
     * @param passwordKeys those of the known keys whose values are passwords
     */
    public ConfigValidation {
        errors = List.copyOf(errors);
        knownKeys = Collections.unmodifiableSet(new LinkedHashSet<>(knownKeys));
        unresolvedKeys = Collections.unmodifiableSet(new LinkedHashSet<>(unresolvedKeys));
        passwordKeys = Collections.unmodifiableSet(new LinkedHashSet<>(passwordKeys));
    }

    /**
     * Makes a validation of a config without passwords, for tests.
     *
     * @param errorCount how many errors the worker counts
     * @param errors the keys with errors
     * @param knownKeys the keys that the worker and its plugins define
     * @param unresolvedKeys the keys in whose values the worker shows a placeholder unresolved
     */
    public ConfigValidation(
            int errorCount, List<FieldErrors> errors, Set<String> knownKeys, Set<String> unresolvedKeys) {
        this(errorCount, errors, knownKeys, unresolvedKeys, Set.of());
    }

    /** A provider, an optional path, and a key, as in Connect's own pattern. */
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{[^}]*?:(([^}]*?):)?[^}]*?}");

    /** {@return whether a connector could be created with the config} */
    public boolean isValid() {
        return errorCount == 0;
    }

    /** Also hides the values that the worker has put in place of placeholders, which are in its answer. */
    static ConfigValidation read(JsonObject json, Map<String, @Nullable String> config) {
        if (!json.has("error_count") && !json.has("configs")) {
            throw new IllegalArgumentException("the JSON has neither error_count nor configs");
        }
        List<JsonObject> found = values(json);
        Map<String, @Nullable String> values = new LinkedHashMap<>();
        found.forEach(value -> values.put(value.text("name"), value.optionalString("value")));
        Set<String> unresolved = new LinkedHashSet<>(values.keySet());
        unresolved.removeIf(
                key -> !hasPlaceholder(config.get(key)) || !Objects.equals(config.get(key), values.get(key)));
        Set<String> secrets = new LinkedHashSet<>(Redaction.secretsOf(config));
        if (secrets.stream().anyMatch(secret -> secret.contains("${"))) {
            values.keySet().retainAll(config.keySet());
            secrets.addAll(Redaction.secretsOf(values));
        }
        List<FieldErrors> errors = found.stream()
                .map(value -> fieldErrors(value, secrets))
                .filter(field -> !field.messages().isEmpty())
                .toList();
        int counted = Math.toIntExact(json.optionalInteger("error_count").orElse(0));
        return new ConfigValidation(Math.max(counted, errors.size()), errors, known(json), unresolved, passwords(json));
    }

    private static boolean hasPlaceholder(@Nullable String value) {
        return value != null && PLACEHOLDER.matcher(value).find();
    }

    /** {@return the values; the entry of a key without a value has null} */
    private static List<JsonObject> values(JsonObject json) {
        return parts(json, "value").toList();
    }

    private static Set<String> known(JsonObject json) {
        return Stream.concat(parts(json, "definition"), parts(json, "value"))
                .map(part -> part.text("name"))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Set<String> passwords(JsonObject json) {
        return parts(json, "definition")
                .filter(definition -> "PASSWORD".equals(definition.optionalString("type")))
                .map(definition -> definition.text("name"))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Stream<JsonObject> parts(JsonObject json, String part) {
        return json.optionalList("configs").stream()
                .filter(Map.class::isInstance)
                .map(entry -> JsonObject.of(entry, "configs[]").optionalObject(part))
                .flatMap(Optional::stream);
    }

    private static FieldErrors fieldErrors(JsonObject value, Collection<String> secrets) {
        List<String> messages = value.optionalList("errors").stream()
                .map(error -> Redaction.scrub(String.valueOf(error), secrets))
                .toList();
        return new FieldErrors(value.text("name"), messages);
    }
}
