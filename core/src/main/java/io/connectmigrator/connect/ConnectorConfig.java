package io.connectmigrator.connect;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.internal.JsonObject;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The config of a connector: keys and values in order. Immutable. Two configs are equal when they have the same keys
 * and values, in any order.
 *
 * <p>No value is ever printed: {@link #toString()} has the keys only.
 */
public final class ConnectorConfig {

    private static final ConnectorConfig EMPTY = new ConnectorConfig(new LinkedHashMap<>());

    private static final String CLASS = "connector.class";
    private static final String NAME = "name";

    private static final Pattern MASK = Pattern.compile(
            "\\*{4,}|[\\u2022\\u25cf]{4,}|[<\\[({](hidden|redacted|masked|secret)[>\\])}]", Pattern.CASE_INSENSITIVE);

    private final Map<String, @Nullable String> values;

    private ConnectorConfig(Map<String, @Nullable String> values) {
        this.values = Collections.unmodifiableMap(values);
    }

    /**
     * {@return a config of these values} Null values are kept, as workers keep them; a migration refuses them and names their
     * keys.
     *
     * @param values the values, in the order to keep
     * @throws IllegalArgumentException if a key is null
     */
    public static ConnectorConfig of(Map<String, ? extends @Nullable String> values) {
        Map<String, @Nullable String> copy = new LinkedHashMap<>();
        values.forEach((key, value) -> copy.put(checkedKey(key), value));
        return new ConnectorConfig(copy);
    }

    /** {@return a config without keys} */
    public static ConnectorConfig empty() {
        return EMPTY;
    }

    /** Keeps null values, which workers accept and keep. */
    static ConnectorConfig read(JsonObject json) {
        Map<String, @Nullable String> values = new LinkedHashMap<>();
        json.fields().keySet().forEach(key -> values.put(key, json.optionalString(key)));
        return new ConnectorConfig(values);
    }

    /**
     * {@return this config with one value added, or replaced in its position}
     *
     * @param key the key
     * @param value its value
     * @throws IllegalArgumentException if either is null
     */
    public ConnectorConfig with(String key, String value) {
        Map<String, @Nullable String> copy = new LinkedHashMap<>(values);
        copy.put(checkedKey(key), checkedValue(key, value));
        return new ConnectorConfig(copy);
    }

    /**
     * {@return this config without a key; itself if it does not have the key}
     *
     * @param key the key
     */
    public ConnectorConfig without(String key) {
        if (!values.containsKey(key)) {
            return this;
        }
        Map<String, @Nullable String> copy = new LinkedHashMap<>(values);
        copy.remove(key);
        return new ConnectorConfig(copy);
    }

    /**
     * {@return this config with every match of a pattern replaced, in all values} Keys and their order stay. Null values and
     * masks ({@link #maskedKeys}) stay too: a mask that was changed in part would be taken for a secret.
     *
     * @param pattern the pattern
     * @param replacement the replacement, as for {@link Matcher#replaceAll(String)}: {@code $1} is the match of the first
     *     group
     * @throws IllegalArgumentException if the replacement is malformed
     * @throws IndexOutOfBoundsException if the replacement refers to a group that the pattern does not have
     */
    public ConnectorConfig rewriting(Pattern pattern, String replacement) {
        return rewritten(key -> true, pattern, replacement);
    }

    /**
     * {@return this config with every match of a regular expression replaced, in all values} The same as
     * {@link #rewriting(Pattern, String)}.
     *
     * @param regex the regular expression
     * @param replacement the replacement; {@code $1} is the match of the first group
     * @throws java.util.regex.PatternSyntaxException if the regular expression is malformed
     * @throws IllegalArgumentException if the replacement is malformed
     * @throws IndexOutOfBoundsException if the replacement refers to a group that the expression does not have
     */
    public ConnectorConfig rewriting(String regex, String replacement) {
        return rewriting(Pattern.compile(regex), replacement);
    }

    /**
     * {@return this config with every match of a regular expression replaced, in the value of one key} Nothing changes
     * where there is no such key, or where its value is null or a mask.
     *
     * @param key the key
     * @param regex the regular expression
     * @param replacement the replacement; {@code $1} is the match of the first group
     * @throws java.util.regex.PatternSyntaxException if the regular expression is malformed
     * @throws IllegalArgumentException if the replacement is malformed
     * @throws IndexOutOfBoundsException if the replacement refers to a group that the expression does not have
     */
    public ConnectorConfig rewriting(String key, String regex, String replacement) {
        return rewritten(requireNonNull(key, "key")::equals, Pattern.compile(regex), replacement);
    }

    private ConnectorConfig rewritten(Predicate<String> keys, Pattern pattern, String replacement) {
        requireNonNull(replacement, "replacement");
        Map<String, @Nullable String> copy = new LinkedHashMap<>(values);
        copy.replaceAll((key, value) -> value == null || isMask(value) || !keys.test(key)
                ? value
                : pattern.matcher(value).replaceAll(replacement));
        return new ConnectorConfig(copy);
    }

    /**
     * {@return the value, or null if there is none}
     *
     * @param key the key
     */
    public @Nullable String get(String key) {
        return values.get(key);
    }

    /**
     * {@return the value, or the default if there is none or it is null}
     *
     * @param key the key
     * @param defaultValue the default
     */
    public String getOrDefault(String key, String defaultValue) {
        String value = values.get(key);
        return value == null ? requireNonNull(defaultValue, "defaultValue") : value;
    }

    /**
     * {@return whether the config has the key, even if its value is null}
     *
     * @param key the key
     */
    public boolean containsKey(String key) {
        return values.containsKey(key);
    }

    /** {@return the keys, in order; unmodifiable} */
    public Set<String> keys() {
        return values.keySet();
    }

    /** {@return the values by key, in order; unmodifiable. The values of {@link #nullKeys()} are null} */
    public Map<String, @Nullable String> toMap() {
        return values;
    }

    /** {@return the connector's class, {@code connector.class}, or null if there is none} */
    public @Nullable String className() {
        return values.get(CLASS);
    }

    /** {@return the keys whose value is null} Most versions of workers accept and return such values. */
    public Set<String> nullKeys() {
        return keysWhere((key, value) -> value == null);
    }

    /**
     * {@return the keys whose value is a mask, with which the worker or a gateway replaces a secret} Masks are four or more
     * asterisks or bullets and nothing else, and {@code hidden}, {@code redacted}, {@code masked} or {@code secret} in brackets
     * of any kind, in any case. Written to a worker, a mask would replace the secret.
     */
    public Set<String> maskedKeys() {
        return keysWhere((key, value) -> value != null && isMask(value));
    }

    private static boolean isMask(String value) {
        return MASK.matcher(value.strip()).matches();
    }

    /**
     * {@return whether a worker that was given this config may answer the other} A worker adds the {@code name}, and may replace
     * secrets by masks.
     *
     * @param shown the config that a worker answers
     */
    public boolean isShownAs(ConnectorConfig shown) {
        return keysShownOtherwise(shown).isEmpty();
    }

    /**
     * {@return the keys for which {@link #isShownAs} does not hold: their values differ, or only one config has them}
     *
     * @param shown the config that a worker answers
     */
    public Set<String> keysShownOtherwise(ConnectorConfig shown) {
        Set<String> masked = shown.maskedKeys();
        Set<String> keys = new LinkedHashSet<>(values.keySet());
        keys.addAll(shown.values.keySet());
        keys.remove(NAME);
        keys.removeIf(key -> values.containsKey(key)
                && shown.values.containsKey(key)
                && (masked.contains(key) || Objects.equals(values.get(key), shown.values.get(key))));
        return keys;
    }

    private Set<String> keysWhere(BiPredicate<String, @Nullable String> condition) {
        Set<String> keys = values.entrySet().stream()
                .filter(entry -> condition.test(entry.getKey(), entry.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return Collections.unmodifiableSet(keys);
    }

    private static String checkedKey(@Nullable String key) {
        if (key == null) {
            throw new IllegalArgumentException("a config has a null key; remove it");
        }
        return key;
    }

    private static String checkedValue(String key, @Nullable String value) {
        if (value == null) {
            throw new IllegalArgumentException(
                    "the value of config key '" + key + "' is null; remove the key, or give it a value");
        }
        return value;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ConnectorConfig that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** {@return the keys; never a value} */
    @Override
    public String toString() {
        return "config with the keys " + keys();
    }
}
