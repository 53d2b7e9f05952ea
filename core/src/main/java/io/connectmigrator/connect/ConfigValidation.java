package io.connectmigrator.connect;

import io.connectmigrator.internal.JsonObject;
import io.connectmigrator.internal.Redaction;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a worker thinks of a config. It holds no value of that config.
 *
 * @param errorCount how many errors the worker counts
 * @param errors the keys with errors
 */
public record ConfigValidation(int errorCount, List<FieldErrors> errors) {

    /**
     * Copies the list.
     *
     * @param errorCount how many errors the worker counts
     * @param errors the keys with errors
     */
    public ConfigValidation {
        errors = List.copyOf(errors);
    }

    /** {@return whether a connector could be created with the config} */
    public boolean isValid() {
        return errorCount == 0;
    }

    /** Hides what the worker has put in place of placeholders as well: it stands in the answer itself. */
    static ConfigValidation read(JsonObject json, Map<String, @Nullable String> config) {
        if (!json.has("error_count") && !json.has("configs")) {
            throw new IllegalArgumentException("the JSON has neither error_count nor configs");
        }
        List<JsonObject> found = values(json);
        Map<String, @Nullable String> values = new LinkedHashMap<>();
        found.forEach(value -> values.put(value.text("name"), value.optionalString("value")));
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
        return new ConfigValidation(Math.max(counted, errors.size()), errors);
    }

    /** A key that a plugin defines and has no value for is an entry whose value is null. */
    private static List<JsonObject> values(JsonObject json) {
        return json.optionalList("configs").stream()
                .filter(Map.class::isInstance)
                .map(entry -> JsonObject.of(entry, "configs[]").optionalObject("value"))
                .flatMap(Optional::stream)
                .toList();
    }

    private static FieldErrors fieldErrors(JsonObject value, Collection<String> secrets) {
        List<String> messages = value.optionalList("errors").stream()
                .map(error -> Redaction.scrub(String.valueOf(error), secrets))
                .toList();
        return new FieldErrors(value.text("name"), messages);
    }
}
