package io.connectmigrator.registry;

import io.connectmigrator.internal.Json;
import io.connectmigrator.internal.MalformedJsonException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The text of a schema without what means nothing in it. */
final class CanonicalSchema {

    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final String TYPE = "type";

    private CanonicalSchema() {}

    /** {@return the text without white space that means nothing, with the fields of JSON objects in alphabetical order} */
    static String of(String schemaType, String text) {
        if (schemaType.equals("PROTOBUF")) {
            return SPACE.matcher(text.strip()).replaceAll(" ");
        }
        try {
            return Json.write(ordered(Json.parse(text), schemaType.equals("AVRO")));
        } catch (MalformedJsonException e) {
            return text.strip();
        }
    }

    /** {@return metadata and rules as one text, empty if there are none} */
    static String properties(@Nullable Object metadata, @Nullable Object rules) {
        if (metadata == null && rules == null) {
            return "";
        }
        Map<String, @Nullable Object> both = new TreeMap<>();
        both.put("metadata", ordered(metadata, false));
        both.put("ruleSet", ordered(rules, false));
        return Json.write(both);
    }

    /** In Avro, {@code {"type": "string"}} is the same schema as {@code "string"}. */
    private static @Nullable Object ordered(@Nullable Object value, boolean avro) {
        if (value instanceof Map<?, ?> fields) {
            if (avro && fields.size() == 1 && fields.get(TYPE) instanceof String primitive) {
                return primitive;
            }
            Map<String, @Nullable Object> sorted = new TreeMap<>();
            fields.forEach((name, field) -> sorted.put(String.valueOf(name), ordered(field, avro)));
            return sorted;
        }
        if (value instanceof List<?> elements) {
            List<@Nullable Object> copy = new ArrayList<>();
            elements.forEach(element -> copy.add(ordered(element, avro)));
            return copy;
        }
        return value;
    }
}
