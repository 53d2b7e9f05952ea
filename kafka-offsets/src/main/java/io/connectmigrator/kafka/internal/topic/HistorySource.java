package io.connectmigrator.kafka.internal.topic;

import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The source of a record of a schema history: the texts in the object {@code source} of its value, and where in the value they are. The
 * value of a record that is not Debezium's has none.
 */
final class HistorySource {

    private static final String SOURCE = "source";

    private final byte @Nullable [] json;
    private final List<RawJson.Text> texts;

    private HistorySource(byte @Nullable [] json, List<RawJson.Text> texts) {
        this.json = json;
        this.texts = texts;
    }

    /** {@return the source of a record with this value} */
    static HistorySource of(byte @Nullable [] value) {
        return new HistorySource(value, value == null ? List.of() : RawJson.texts(value, SOURCE));
    }

    /** {@return the texts by their fields, in order} */
    Map<String, String> names() {
        Map<String, String> names = new LinkedHashMap<>();
        texts.forEach(text -> names.put(text.field(), text.value()));
        return names;
    }

    /**
     * {@return the value with other texts; the same bytes where none is another}
     *
     * @param newNames for a field, the new texts by the present ones
     */
    byte @Nullable [] renamed(Map<String, Map<String, String>> newNames) {
        if (json == null || !isRenamed(newNames)) {
            return json;
        }
        ByteArrayOutputStream renamed = new ByteArrayOutputStream(json.length);
        int at = 0;
        for (RawJson.Text text : texts) {
            String name = newNames.getOrDefault(text.field(), Map.of()).get(text.value());
            if (name != null) {
                renamed.write(json, at, text.from() - at);
                renamed.writeBytes(RawJson.quoted(name));
                at = text.to();
            }
        }
        renamed.write(json, at, json.length - at);
        return renamed.toByteArray();
    }

    private boolean isRenamed(Map<String, Map<String, String>> newNames) {
        return texts.stream()
                .anyMatch(text -> newNames.getOrDefault(text.field(), Map.of()).containsKey(text.value()));
    }
}
