package io.connectmigrator.kafka.internal.topic;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds parts of JSON in the bytes of a record, without converting them. */
public final class RawJson {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private RawJson() {}

    /** {@return the fields in their order, each with the bytes of its value; empty unless the bytes are one object} */
    public static Map<String, byte[]> fields(byte[] json) {
        Map<String, byte[]> fields = new LinkedHashMap<>();
        try (JsonParser parser = FACTORY.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Map.of();
            }
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                fields.put(name, value(json, parser));
            }
            return parser.nextToken() == null ? fields : Map.of();
        } catch (IOException e) {
            return Map.of();
        }
    }

    /** {@return the first element of an array, if that is a string} The rest may be malformed. */
    static Optional<String> firstString(byte[] json) {
        try (JsonParser parser = FACTORY.createParser(json)) {
            return parser.nextToken() == JsonToken.START_ARRAY && parser.nextToken() == JsonToken.VALUE_STRING
                    ? Optional.of(parser.getText())
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** {@return the text, if the bytes are a string} */
    public static Optional<String> string(byte[] json) {
        try (JsonParser parser = FACTORY.createParser(json)) {
            return parser.nextToken() == JsonToken.VALUE_STRING ? Optional.of(parser.getText()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** A text of a field within the bytes, with its quotes. */
    record Text(String field, String value, int from, int to) {}

    /**
     * {@return the texts in the object that is a field of the object at the top; empty unless there is one} What is in the bytes behind it may
     * be malformed. Texts elsewhere that look alike do not count.
     */
    static List<Text> texts(byte[] json, String object) {
        try (JsonParser parser = FACTORY.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return List.of();
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean isIt = object.equals(parser.currentName());
                if (parser.nextToken() == JsonToken.START_OBJECT && isIt) {
                    return texts(parser);
                }
                parser.skipChildren();
            }
            return List.of();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static List<Text> texts(JsonParser parser) throws IOException {
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

    /** {@return a text as JSON, with its quotes} */
    static byte[] quoted(String text) {
        ByteArrayOutputStream quoted = new ByteArrayOutputStream();
        quoted.write('"');
        quoted.writeBytes(JsonStringEncoder.getInstance().quoteAsUTF8(text));
        quoted.write('"');
        return quoted.toByteArray();
    }

    private static byte[] value(byte[] json, JsonParser parser) throws IOException {
        int from = Math.toIntExact(parser.currentTokenLocation().getByteOffset());
        parser.skipChildren();
        parser.finishToken();
        int to = Math.toIntExact(parser.currentLocation().getByteOffset());
        return Arrays.copyOfRange(json, from, to);
    }
}
