package io.connectmigrator.lab.sim;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The plugins of the workers of a cluster, and their validation of configs. */
final class PluginsResource {

    private static final List<String> CLASSES =
            List.of("SimulatedSource", "SimulatedSink", "SequenceSource", "SequenceSink");
    private static final List<String> KNOWN = List.of("topic", "interval.ms", "batch.size", "required.port");

    private final SimulatedConnect cluster;

    PluginsResource(SimulatedConnect cluster) {
        this.cluster = cluster;
    }

    Answer list() {
        List<Object> plugins = new ArrayList<>();
        classes()
                .forEach(type -> plugins.add(Map.of(
                        "class",
                        type,
                        "type",
                        Registered.isSink(type) ? "sink" : "source",
                        "version",
                        cluster.pluginVersion())));
        plugins.addAll(cluster.parts());
        return Answer.ok(plugins);
    }

    private List<String> classes() {
        return Stream.concat(CLASSES.stream(), cluster.addedPlugins().stream())
                .filter(type -> !cluster.lacksPlugin(type))
                .toList();
    }

    /** {@return the error for a class that a worker does not have} */
    String notFound(String type) {
        return "Failed to find any class that implements Connector and which name matches " + type
                + ", available connectors are: " + classes();
    }

    private Answer unknownClass(String type) {
        return Answer.error(cluster.version().compareTo(ConnectVersion.V4_3) >= 0 ? 400 : 500, notFound(type));
    }

    Answer validate(String type, Map<String, String> config) {
        if (cluster.lacksPlugin(type)) {
            return unknownClass(type);
        }
        Answer unreadable = unreadable(config);
        if (unreadable != null) {
            return unreadable;
        }
        List<Object> entries = new ArrayList<>();
        int errors = 0;
        if (type.startsWith("Sequence")) {
            Map<String, String> all = new LinkedHashMap<>();
            KNOWN.forEach(key -> all.put(key, ""));
            if (cluster.version().patchesConfig()) {
                // Both came with 3.8.
                all.put("tasks.max.enforce", "true");
            }
            all.putAll(config);
            // Plugins do not define settings that their version has dropped.
            all.remove("dropped.in." + cluster.version().version());
            if (!cluster.version().definesConverters()) {
                all.keySet().removeIf(key -> key.contains(".converter."));
            }
            for (Map.Entry<String, String> setting : all.entrySet()) {
                List<String> found = errors(setting.getKey(), setting.getValue());
                errors += found.size();
                entries.add(entry(config, setting, found));
            }
        }
        Map<String, Object> validation = new LinkedHashMap<>();
        validation.put("name", type);
        validation.put("error_count", errors);
        validation.put("groups", List.of());
        validation.put("configs", entries);
        return Answer.ok(validation);
    }

    private Map<String, Object> entry(
            Map<String, String> config, Map.Entry<String, String> setting, List<String> errors) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put(
                "definition",
                Map.of(
                        "name",
                        setting.getKey(),
                        "type",
                        setting.getKey().contains("password") ? "PASSWORD" : "STRING"));
        entry.put("value", setting.getKey().equals(config.get("validate.omits")) ? null : value(setting, errors));
        return entry;
    }

    private Map<String, Object> value(Map.Entry<String, String> setting, List<String> errors) {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("name", setting.getKey());
        value.put("value", cluster.version().showsPlaceholders() ? setting.getValue() : resolved(setting.getValue()));
        value.put("recommended_values", List.of());
        value.put("errors", errors);
        value.put("visible", true);
        return value;
    }

    /** {@return a config as a task is given it} */
    static Map<String, String> resolved(Map<String, String> config) {
        Map<String, String> resolved = new LinkedHashMap<>();
        config.forEach((key, value) -> resolved.put(key, resolved(value)));
        return resolved;
    }

    private static String resolved(String value) {
        return value.startsWith("${file:") && file(value) != null ? "resolved" : value;
    }

    /** {@return the file that a placeholder names, null if there is none} */
    private static @Nullable Path file(String value) {
        String[] parts = value.substring(2, value.length() - 1).split(":", -1);
        Path file = Path.of(parts.length > 1 ? parts[1] : "");
        return Files.exists(file) ? file : null;
    }

    private List<String> errors(String key, String value) {
        if (key.equals("exactly.once.support") && value.equals("required") && !cluster.isExactlyOnce()) {
            return List.of("This worker does not have exactly-once source support enabled.");
        }
        if (key.matches("(producer|consumer)\\.override\\..*")
                && !cluster.settings().allowsOverrides()) {
            return List.of(
                    "The 'None' policy does not allow '" + key + "' to be overridden in the connector configuration.");
        }
        return key.equals("required.port") && value.equals("0")
                ? List.of("Invalid value 0 for configuration required.port: Value must be at least 1")
                : List.of();
    }

    /** {@return why a connector is not created with a config, null if it is} */
    @Nullable
    Answer refusal(String name, Map<String, String> config) {
        String type = config.get("connector.class");
        if (!config.getOrDefault("name", name).equals(name)) {
            return Answer.error(
                    400,
                    "Connector name configuration (" + config.get("name")
                            + ") doesn't match connector name in the URL (" + name + ")");
        }
        if (type == null) {
            return Answer.error(400, "Connector config " + config + " contains no connector type");
        }
        if (!classes().contains(type)) {
            return unknownClass(type);
        }
        return type.startsWith("Sequence") ? invalid(config) : null;
    }

    private @Nullable Answer invalid(Map<String, String> config) {
        Answer unreadable = unreadable(config);
        if (unreadable != null) {
            return unreadable;
        }
        List<String> errors = new ArrayList<>();
        config.forEach((key, value) -> errors.addAll(errors(key, value)));
        return errors.isEmpty()
                ? null
                : Answer.error(
                        400,
                        "Connector configuration is invalid and contains the following " + errors.size()
                                + " error(s):\n"
                                + String.join("\n", errors)
                                + "\nYou can also find the above list of errors at the endpoint"
                                + " `/connector-plugins/{connectorType}/config/validate`");
    }

    /** {@return the error about a placeholder that names a file that is not there, null if there is none} */
    private static @Nullable Answer unreadable(Map<String, String> config) {
        for (String value : config.values()) {
            if (value.startsWith("${file:") && file(value) == null) {
                return Answer.error(500, "Could not read properties from file " + value.substring(7));
            }
        }
        return null;
    }
}
