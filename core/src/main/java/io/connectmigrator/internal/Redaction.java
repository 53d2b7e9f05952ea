package io.connectmigrator.internal;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Hides secrets in texts: workers repeat the values of a config in their errors about it. */
public final class Redaction {

    /** The text that replaces a secret. */
    public static final String HIDDEN = "<hidden>";

    /** Shorter values are no secrets, and occur in many words. */
    private static final int SHORTEST = 3;

    /** How Kafka repeats a value that it refuses, with placeholders resolved. */
    private static final Pattern REFUSED = Pattern.compile("(Invalid value ).*?( for configuration )", Pattern.DOTALL);

    private static final Set<String> SHOWN_KEYS = Set.of("connector.class", "name", "tasks.max");
    private static final Set<String> SHOWN_VALUES = Set.of("true", "false", "none", "null");

    /** Names of classes and versions are shown, since errors about plugins need them. */
    private static final Pattern CLASS_NAME = Pattern.compile("(?:[\\p{L}_$][\\w$]*\\.)+[A-Z][\\w$]*");

    private static final String VERSION = "version";

    /** Parts of a value that are listed, quoted or assigned: a worker may repeat only such a part. */
    private static final List<Pattern> PARTS = Stream.of("([^,]+)", "\"([^\"]+)\"", "'([^']+)'", "=([^=;&,\\s\"']+)")
            .map(Pattern::compile)
            .toList();

    private Redaction() {}

    /**
     * {@return the values of a config that a text may not show, and the parts of them that are quoted, assigned or listed}
     * Excepted are the values of {@code connector.class}, {@code name}, {@code tasks.max} and of versions, names of classes, and
     * values that are the connector's name.
     */
    public static List<String> secretsOf(Map<String, ? extends @Nullable String> config) {
        String name = config.get("name");
        return config.entrySet().stream()
                .filter(entry ->
                        !SHOWN_KEYS.contains(entry.getKey()) && !entry.getKey().endsWith(VERSION))
                .map(Map.Entry::getValue)
                .flatMap(value -> value == null ? Stream.empty() : withParts(value))
                .filter(value ->
                        !value.equals(name) && !CLASS_NAME.matcher(value).matches())
                .distinct()
                .toList();
    }

    /** {@return the text with {@link #HIDDEN} in place of every secret that occurs in it as a whole word} */
    public static String scrub(String text, Collection<String> secrets) {
        List<String> longestFirst = secrets.stream()
                .filter(secret -> secret.length() >= SHORTEST && !SHOWN_VALUES.contains(secret))
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
        String scrubbed = text;
        for (String secret : longestFirst) {
            scrubbed = scrubbed.contains(secret) ? hide(scrubbed, secret) : scrubbed;
        }
        return scrubbed;
    }

    /** {@return the error of a worker without the values that it refuses, which may be those of placeholders} */
    public static String ofRefusal(String text) {
        return REFUSED.matcher(text).replaceAll("$1" + Matcher.quoteReplacement(HIDDEN) + "$2");
    }

    /**
     * {@return a text of other code, with {@link #HIDDEN} in place of what looks like a secret} That is: user, password and
     * parameters of URLs; values of names such as password, token, secret or sasl.jaas.config; HTTP credentials, JSON web
     * tokens and private keys. Hosts, paths and other words stay. Long texts are cut.
     */
    public static String ofForeignText(String text) {
        return ForeignText.redacted(text);
    }

    /** {@return class and message of an exception of other code, with {@link #HIDDEN} in place of what looks like a secret} */
    public static String ofForeign(Throwable thrown) {
        String name = thrown.getClass().getName();
        try {
            String message = thrown.getMessage();
            return message == null ? name : name + ": " + ofForeignText(message);
        } catch (Throwable e) {
            return name;
        }
    }

    private static Stream<String> withParts(String value) {
        Stream<String> parts = PARTS.stream()
                .flatMap(part -> part.matcher(value).results())
                .map(match -> match.group(1).strip());
        return Stream.concat(Stream.of(value, value.strip()), parts);
    }

    private static String hide(String text, String secret) {
        String before = isWord(secret.codePointAt(0)) ? "(?<![\\p{L}\\p{N}_])" : "";
        String after = isWord(secret.codePointBefore(secret.length())) ? "(?![\\p{L}\\p{N}_])" : "";
        return Pattern.compile(before + Pattern.quote(secret) + after)
                .matcher(text)
                .replaceAll(Matcher.quoteReplacement(HIDDEN));
    }

    private static boolean isWord(int codePoint) {
        return Character.isLetterOrDigit(codePoint) || codePoint == '_';
    }
}
