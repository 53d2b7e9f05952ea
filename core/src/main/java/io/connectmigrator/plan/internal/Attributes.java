package io.connectmigrator.plan.internal;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The caller's own words for a migration, by keys and in the order in which they were given. Immutable.
 *
 * @param toMap the values by key
 */
public record Attributes(Map<String, String> toMap) {

    public static final Attributes NONE = new Attributes(Map.of());

    public Attributes {
        toMap = Collections.unmodifiableMap(new LinkedHashMap<>(toMap));
    }

    /**
     * {@return these with one more, which takes the place of one with the same key}
     *
     * @throws IllegalArgumentException if the key is blank
     */
    public Attributes with(String key, String value) {
        requireKey(key);
        return with(new Attributes(Map.of(key, requireNonNull(value, "value"))));
    }

    /**
     * Requires that a key can be one.
     *
     * @throws IllegalArgumentException if it is blank
     */
    public static void requireKey(String key) {
        if (requireNonNull(key, "key").isBlank()) {
            throw new IllegalArgumentException("key must be that of an attribute, was blank");
        }
    }

    /** {@return these without the one of a key} */
    public Attributes without(String key) {
        Map<String, String> others = new LinkedHashMap<>(toMap);
        others.remove(key);
        return new Attributes(others);
    }

    /** {@return these and others, of which those count that have the same key} */
    public Attributes with(Attributes others) {
        Map<String, String> all = new LinkedHashMap<>(toMap);
        all.putAll(others.toMap);
        return new Attributes(all);
    }
}
