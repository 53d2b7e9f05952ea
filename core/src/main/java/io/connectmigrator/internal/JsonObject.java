package io.connectmigrator.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The fields of a JSON object, read by name and type. A field of another type is malformed. */
public final class JsonObject {

    private final Map<String, @Nullable Object> fields;
    private final String where;

    private JsonObject(Map<String, @Nullable Object> fields, String where) {
        this.fields = Collections.unmodifiableMap(fields);
        this.where = where;
    }

    /** {@return the value as an object; {@code where} names it in the message if it is none} */
    public static JsonObject of(@Nullable Object value, String where) {
        if (!(value instanceof Map<?, ?> map)) {
            throw wrong(where, "an object");
        }
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        map.forEach((name, field) -> fields.put(String.valueOf(name), field));
        return new JsonObject(fields, where);
    }

    /** {@return all fields, in the order of the text} */
    public Map<String, @Nullable Object> fields() {
        return fields;
    }

    /** {@return whether the object has the field, even if its value is null} */
    public boolean has(String name) {
        return fields.containsKey(name);
    }

    public String string(String name) {
        return require(optionalString(name), name, "a string");
    }

    public @Nullable String optionalString(String name) {
        Object value = fields.get(name);
        return value == null ? null : value.toString();
    }

    public long integer(String name) {
        if (!(fields.get(name) instanceof Long number)) {
            throw wrong(path(name), "an integer");
        }
        return number;
    }

    public boolean bool(String name) {
        return Boolean.TRUE.equals(fields.get(name));
    }

    public JsonObject object(String name) {
        return of(fields.get(name), path(name));
    }

    /** {@return the elements of an array; none if the field is absent or null} */
    public List<@Nullable Object> list(String name) {
        Object value = fields.get(name);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> list)) {
            throw wrong(path(name), "an array");
        }
        return new ArrayList<>(list);
    }

    /** {@return the elements of an array of objects; none if the field is absent or null} */
    public List<JsonObject> objects(String name) {
        return list(name).stream()
                .map(element -> of(element, path(name) + "[]"))
                .toList();
    }

    /** {@return the field if it is an object} */
    public Optional<JsonObject> optionalObject(String name) {
        return fields.get(name) instanceof Map<?, ?> map ? Optional.of(of(map, path(name))) : Optional.empty();
    }

    /** {@return the field if it is an integer} */
    public OptionalLong optionalInteger(String name) {
        return fields.get(name) instanceof Long number ? OptionalLong.of(number) : OptionalLong.empty();
    }

    /** {@return the field as text; empty if it is absent or null} */
    public String text(String name) {
        return Optional.ofNullable(optionalString(name)).orElse("");
    }

    /** {@return the elements of an array; none if the field is anything else} */
    public List<@Nullable Object> optionalList(String name) {
        return fields.get(name) instanceof List<?> list ? new ArrayList<>(list) : List.of();
    }

    private String path(String name) {
        return where + "." + name;
    }

    private <T> T require(@Nullable T value, String name, String kind) {
        if (value == null) {
            throw wrong(path(name), kind);
        }
        return value;
    }

    private static MalformedJsonException wrong(String where, String kind) {
        return new MalformedJsonException("should have " + kind + " at " + where);
    }
}
