package io.connectmigrator.connect;

import io.connectmigrator.internal.JsonObject;
import io.connectmigrator.internal.Redaction;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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
        Map<String, @Nullable String> values = new LinkedHashMap<>();
        for (JsonObject entry : json.objects("configs")) {
            JsonObject value = entry.object("value");
            values.put(value.string("name"), text(value.fields().get("value")));
        }
        Set<String> secrets = new LinkedHashSet<>(Redaction.secretsOf(config));
        if (secrets.stream().anyMatch(secret -> secret.contains("${"))) {
            values.keySet().retainAll(config.keySet());
            secrets.addAll(Redaction.secretsOf(values));
        }
        return read(json, secrets);
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private static ConfigValidation read(JsonObject json, Collection<String> secrets) {
        return new ConfigValidation(
                Math.toIntExact(json.integer("error_count")),
                json.objects("configs").stream()
                        .map(config -> fieldErrors(config.object("value"), secrets))
                        .filter(field -> !field.messages().isEmpty())
                        .toList());
    }

    private static FieldErrors fieldErrors(JsonObject value, Collection<String> secrets) {
        List<String> messages = value.list("errors").stream()
                .map(error -> Redaction.scrub(String.valueOf(error), secrets))
                .toList();
        return new FieldErrors(value.string("name"), messages);
    }
}
