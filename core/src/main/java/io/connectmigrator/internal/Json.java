package io.connectmigrator.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON as plain Java values: {@code Map} in the order of the text, {@code List}, {@code String}, {@code Boolean},
 * {@code Number} and {@code null}. What was read is written again with the same order of fields and the same literal
 * form of every number: a Connect worker finds offsets by the bytes of their keys, where another form is another key.
 *
 * <p>This is the only class that uses Jackson.
 */
public final class Json {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final String NEGATIVE_ZERO = "-0";

    private Json() {}

    /**
     * Reads one JSON value.
     *
     * @throws MalformedJsonException if the text is anything else; its message has the position, and never the text,
     *     which may hold secrets
     */
    public static @Nullable Object parse(String text) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            if (parser.nextToken() == null) {
                throw new MalformedJsonException("is empty");
            }
            Object value = readValue(parser);
            if (parser.nextToken() != null) {
                throw malformed(parser, "there is more after the value");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw new MalformedJsonException(
                    "is not valid at line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a JSON object; a value of any other kind is malformed. */
    public static JsonObject parseObject(String text) {
        return JsonObject.of(parse(text), "the document");
    }

    /** Writes a value made of maps, lists, strings, booleans, numbers and nulls, without white space. */
    public static String write(@Nullable Object value) {
        StringWriter text = new StringWriter();
        write(value, text);
        return text.toString();
    }

    /** Writes a value as {@link #write(Object)} does, flushes the writer and leaves it open. */
    public static void write(@Nullable Object value, Writer out) {
        try (JsonGenerator generator = FACTORY.createGenerator(out)) {
            generator.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            writeValue(generator, value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * {@return a value in the same bytes as a Connect worker writes it: UTF-8, with characters beyond the basic plane escaped}
     */
    public static byte[] writeBytes(@Nullable Object value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator generator = FACTORY.createGenerator(bytes)) {
            writeValue(generator, value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static @Nullable Object readValue(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> readObject(parser);
            case START_ARRAY -> readArray(parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case VALUE_NUMBER_INT -> integer(parser.getText());
            case VALUE_NUMBER_FLOAT -> decimal(parser.getText());
            default -> throw malformed(parser, "a value was expected");
        };
    }

    private static Map<String, @Nullable Object> readObject(JsonParser parser) throws IOException {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            fields.put(name, readValue(parser));
        }
        return fields;
    }

    private static List<@Nullable Object> readArray(JsonParser parser) throws IOException {
        List<@Nullable Object> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(readValue(parser));
        }
        return elements;
    }

    private static Number integer(String text) {
        if (text.equals(NEGATIVE_ZERO)) {
            return new NumberLiteral(text);
        }
        BigInteger value = new BigInteger(text);
        return value.bitLength() < Long.SIZE ? (Number) value.longValue() : value;
    }

    private static Number decimal(String text) {
        double value = Double.parseDouble(text);
        return Double.toString(value).equals(text) ? (Number) value : new NumberLiteral(text);
    }

    private static void writeValue(JsonGenerator generator, @Nullable Object value) throws IOException {
        if (value == null) {
            generator.writeNull();
        } else if (value instanceof Map<?, ?> map) {
            generator.writeStartObject();
            for (Map.Entry<?, ?> field : map.entrySet()) {
                generator.writeFieldName(String.valueOf(field.getKey()));
                writeValue(generator, field.getValue());
            }
            generator.writeEndObject();
        } else if (value instanceof Iterable<?> elements) {
            generator.writeStartArray();
            for (Object element : elements) {
                writeValue(generator, element);
            }
            generator.writeEndArray();
        } else if (value instanceof Number) {
            generator.writeNumber(value.toString());
        } else if (value instanceof Boolean bool) {
            generator.writeBoolean(bool);
        } else {
            generator.writeString(value.toString());
        }
    }

    private static MalformedJsonException malformed(JsonParser parser, String what) {
        return new MalformedJsonException("is not valid at line "
                + parser.currentLocation().getLineNr() + ", column "
                + parser.currentLocation().getColumnNr() + ": " + what);
    }
}
