package io.connectmigrator.kubernetes;

import io.connectmigrator.connect.ConnectorConfig;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A config as it may be written to a manifest: a secret that is written in full, or that a worker has masked, is replaced by a
 * placeholder that reads it from a Kubernetes secret.
 *
 * @param values the config but for what has a place of its own in the resource
 * @param replaced the keys whose values are in no manifest, and are to be put into the Kubernetes secret
 */
record ConfigWithoutSecrets(Map<String, String> values, Set<String> replaced) {

    private static final Set<String> IN_SPEC =
            Set.of("name", "connector.class", "tasks.max", "connector.plugin.version");

    private static final Pattern SECRET_KEY = Pattern.compile(
            "(?i).*(password|passphrase|secret|token|credential|private\\.?key|api\\.?key|access\\.?key|jaas\\.config|user\\.info).*");

    private static final Pattern USER_INFO = Pattern.compile("//[^/?#\\s]+@");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{[^}]+}");

    /** {@return the config of a connector whose resource has that name} */
    static ConfigWithoutSecrets of(OperatedConnector connector, String resource) {
        ConnectorConfig config = connector.config();
        if (!config.nullKeys().isEmpty()) {
            throw new IllegalArgumentException(
                    "the config of '" + connector.name() + "' has no value for " + String.join(", ", config.nullKeys())
                            + ", and operators refuse such a config; leave these keys out");
        }
        Map<String, String> values = new LinkedHashMap<>();
        Set<String> replaced = new LinkedHashSet<>();
        new TreeMap<>(config.toMap()).forEach((key, value) -> {
            if (IN_SPEC.contains(key) || value == null) {
                return;
            }
            if (isSecret(connector, key, value)) {
                replaced.add(key);
                values.put(
                        key,
                        "${secrets:" + connector.target().namespace() + "/" + secretName(resource) + ":" + key + "}");
            } else {
                values.put(key, value);
            }
        });
        return new ConfigWithoutSecrets(values, replaced);
    }

    /** {@return the name of the Kubernetes secret that placeholders in the config of a resource read} */
    static String secretName(String resource) {
        return KubernetesManifests.nameOf(resource, "-secrets");
    }

    private static boolean isSecret(OperatedConnector connector, String key, String value) {
        if (connector.config().maskedKeys().contains(key)) {
            return true;
        }
        boolean isPlaceholder = PLACEHOLDER.matcher(value).matches();
        boolean mayBeSecret = connector.secretKeys().contains(key)
                || SECRET_KEY.matcher(key).matches()
                || USER_INFO.matcher(value).find();
        return mayBeSecret && !isPlaceholder && !value.isEmpty();
    }

    static String required(ConnectorConfig config, String key) {
        @Nullable String value = config.get(key);
        if (value == null) {
            throw new IllegalArgumentException(
                    "the config has no " + key + ", which the resource of a connector needs");
        }
        return value;
    }

    /** {@return the number of tasks, which the resource has as a number} */
    static int tasksMax(ConnectorConfig config) {
        String text = config.getOrDefault("tasks.max", "1").trim();
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "tasks.max is not written as a number, and the resource of a connector needs one; set it with"
                            + " config.with(\"tasks.max\", …)",
                    e);
        }
    }
}
