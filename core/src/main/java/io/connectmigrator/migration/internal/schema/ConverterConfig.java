package io.connectmigrator.migration.internal.schema;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.internal.RegistryUrl;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A converter in the config of a connector that asks a schema registry.
 *
 * @param role the key that names its class, such as {@code value.converter}
 * @param className its class, empty if there is none
 * @param urls the URLs of its registry, without credentials; a placeholder as it is
 * @param unreadable why the URLs are not known, or null if they are
 * @param settings its settings that say how it asks, by key
 */
public record ConverterConfig(
        String role,
        String className,
        ConverterKind kind,
        List<String> urls,
        @Nullable String unreadable,
        Map<String, String> settings) {

    private static final Pattern CONVERTER = Pattern.compile("(src\\.)?(key|value|header)\\.converter");
    private static final Pattern URL = Pattern.compile("(.+)\\.(schema\\.registry|apicurio\\.registry)\\.url");
    private static final Pattern CLOUD = Pattern.compile("(input|output)\\.(data|key)\\.format");
    private static final Set<String> WITH_SCHEMA = Set.of("AVRO", "JSON_SR", "PROTOBUF");
    private static final List<String> OWN = List.of("key.converter", "value.converter");
    private static final String COPIED = "schema.registry.topic";
    private static final String COPIES_TO = "schema.registry.url";
    private static final String CONTEXT = "context.name.strategy";
    private static final String STRATEGY = "subject.name.strategy";

    /** {@return the converters of a config that ask a registry, in the order of their roles} */
    public static List<ConverterConfig> of(ConnectorConfig config) {
        Map<String, ConverterConfig> found = new TreeMap<>();
        for (String key : config.keys()) {
            Matcher url = URL.matcher(key);
            if (CONVERTER.matcher(key).matches()) {
                found.put(key, of(config, key));
            } else if (url.matches() && !CONVERTER.matcher(url.group(1)).matches()) {
                found.put(url.group(1), of(config, url.group(1)));
            }
            Matcher cloud = CLOUD.matcher(key);
            if (cloud.matches() && hasSchema(config, key)) {
                String role = cloud.group(2).equals("key") ? "key.converter" : "value.converter";
                found.put(role, new ConverterConfig(role, "", ConverterKind.CLOUD, List.of(), null, Map.of()));
            }
        }
        found.values().removeIf(converter -> converter.kind == ConverterKind.NONE);
        return new ArrayList<>(found.values());
    }

    /** {@return the registry to which a Replicator copies the schemas of another one, as the only setting of a converter; null if it does not} */
    static @Nullable ConverterConfig copiedTo(ConnectorConfig config) {
        String url = config.getOrDefault(COPIES_TO, "");
        if (!config.containsKey(COPIED) || url.isBlank()) {
            return null;
        }
        List<String> urls = urls(config, COPIES_TO);
        return new ConverterConfig(
                COPIES_TO, "", ConverterKind.UNKNOWN, urls, unreadable(config, COPIES_TO, urls), Map.of());
    }

    private static List<String> urls(ConnectorConfig config, String key) {
        return config.maskedKeys().contains(key) ? List.of() : RegistryUrl.all(config.getOrDefault(key, ""));
    }

    private static @Nullable String unreadable(ConnectorConfig config, String key, List<String> urls) {
        if (config.maskedKeys().contains(key)) {
            return key + " is masked";
        }
        if (urls.stream().anyMatch(url -> url.contains("${"))) {
            return key + " has a placeholder";
        }
        return urls.stream().allMatch(RegistryUrl::isValid) ? null : key + " is not a valid URL";
    }

    /** {@return whether it reads from the cluster from which a Replicator copies} */
    boolean readsElsewhere() {
        return role.startsWith("src.");
    }

    private static boolean hasSchema(ConnectorConfig config, String key) {
        return WITH_SCHEMA.contains(config.getOrDefault(key, "").strip().toUpperCase(Locale.ROOT));
    }

    private static ConverterConfig of(ConnectorConfig config, String role) {
        String key = config.containsKey(role + ".schema.registry.url")
                ? role + ".schema.registry.url"
                : role + ".apicurio.registry.url";
        String url = config.getOrDefault(key, "");
        String className = config.getOrDefault(role, "").strip();
        Map<String, String> settings = new TreeMap<>();
        config.keys().stream()
                .filter(each -> each.startsWith(role + "."))
                .forEach(each -> settings.put(each.substring(role.length() + 1), config.getOrDefault(each, "")));
        List<String> urls = urls(config, key);
        return new ConverterConfig(
                role,
                className,
                ConverterKind.of(className, !url.isBlank()),
                urls,
                unreadable(config, key, urls),
                settings);
    }

    /** {@return which of the converters for keys and values a config leaves to its workers} */
    public static Set<String> inherited(ConnectorConfig config) {
        Set<String> inherited = new TreeSet<>(OWN);
        inherited.removeIf(config::containsKey);
        return config.keys().stream().anyMatch(key -> CLOUD.matcher(key).matches()) ? Set.of() : inherited;
    }

    /** {@return {@code key}, {@code value} or {@code header}: which part of a record it converts} */
    String part() {
        return role.contains("header") ? "header" : role.contains("key.") ? "key" : "value";
    }

    /** {@return the subject of a topic, if the converter names subjects by topics} */
    boolean namesSubjectsByTopic() {
        return settings.entrySet().stream()
                .filter(setting -> setting.getKey().endsWith(STRATEGY))
                .allMatch(setting ->
                        setting.getValue().isBlank() || setting.getValue().endsWith(".TopicNameStrategy"));
    }

    String subject(String topic) {
        return topic + "-" + part();
    }

    String contextStrategy() {
        return settings.getOrDefault(CONTEXT, "").strip();
    }

    /** {@return whether a source registers the schemas that it writes} */
    boolean registers() {
        boolean looksUp = isTrue("use.latest.version", false) || settings.containsKey("use.schema.id");
        return !looksUp && isTrue("auto.register.schemas", true) && isTrue("apicurio.registry.auto-register", true);
    }

    private boolean isTrue(String key, boolean byDefault) {
        String value = settings.getOrDefault(key, "").strip();
        return value.isEmpty() ? byDefault : value.equalsIgnoreCase("true");
    }

    /** {@return the registry as the config names it, for people} */
    String registry() {
        return urls.isEmpty() ? "no URL" : String.join(",", urls);
    }

    /** {@return the role; never a setting} */
    @Override
    public String toString() {
        return role;
    }
}
