package io.connectmigrator.kafka.internal.topic;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The source of a record of a schema history: the texts in the object {@code source} of its value, and where in the value they are. The
 * value of a record that is not Debezium's has none.
 */
final class HistorySource {

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final String SOURCE = "source";

    /** A text within the bytes, with its quotes. */
    private record Text(String field, String value, int from, int to) {}

    private final byte @Nullable [] json;
    private final List<Text> texts;

    private HistorySource(byte @Nullable [] json, List<Text> texts) {
        this.json = json;
        this.texts = texts;
    }

    /** {@return the source of a record with this value} */
    static HistorySource of(byte @Nullable [] value) {
        return new HistorySource(value, value == null ? List.of() : texts(value));
    }

    /** Only what is in the object at the top counts: statements and table names may look alike. */
    private static List<Text> texts(byte[] json) {
        try (JsonParser parser = FACTORY.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return List.of();
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean isSource = SOURCE.equals(parser.currentName());
                if (parser.nextToken() == JsonToken.START_OBJECT && isSource) {
                    return textsOfObject(parser);
                }
                parser.skipChildren();
            }
            return List.of();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static List<Text> textsOfObject(JsonParser parser) throws IOException {
        List<Text> texts = new ArrayList<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            if (parser.nextToken() == JsonToken.VALUE_STRING) {
                int from = Math.toIntExact(parser.currentTokenLocation().getByteOffset());
                String value = parser.getText();
                texts.add(new Text(
                        field,
                        value,
                        from,
                        Math.toIntExact(parser.currentLocation().getByteOffset())));
            } else {
                parser.skipChildren();
            }
        }
        return texts;
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
        for (Text text : texts) {
            String name = newNames.getOrDefault(text.field(), Map.of()).get(text.value());
            if (name != null) {
                renamed.write(json, at, text.from() - at);
                renamed.write('"');
                renamed.writeBytes(JsonStringEncoder.getInstance().quoteAsUTF8(name));
                renamed.write('"');
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
