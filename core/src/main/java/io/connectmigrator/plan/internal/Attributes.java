package io.connectmigrator.plan.internal;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The caller's own labels for a migration, in the order in which they were given. Immutable.
 *
 * @param toMap the labels by key
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
        if (key.isBlank()) {
            throw new IllegalArgumentException("an attribute's key must not be blank");
        }
        return with(new Attributes(Map.of(key, requireNonNull(value, "value"))));
    }

    /** {@return these and others, of which those count that have the same key} */
    public Attributes with(Attributes others) {
        Map<String, String> all = new LinkedHashMap<>(toMap);
        all.putAll(others.toMap);
        return new Attributes(all);
    }
}
