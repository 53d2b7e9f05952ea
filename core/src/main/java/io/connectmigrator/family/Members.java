package io.connectmigrator.family;

import io.connectmigrator.connect.ConnectorConfig;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The connectors that are to be merged, with what is said of all of them.
 *
 * @param connector the name of the connector into which they are merged
 */
record Members(String connector, Map<String, ConnectorConfig> configs) {

    /** {@return the values of a setting by member; empty if one of them has a placeholder} */
    Optional<Map<String, String>> known(Setting setting) {
        Map<String, String> values = new LinkedHashMap<>();
        configs.forEach((name, config) -> setting.known(config).ifPresent(value -> values.put(name, value)));
        return values.size() == configs.size() ? Optional.of(values) : Optional.empty();
    }

    /** {@return whether all have the same text of a setting, or the same default} */
    boolean haveSame(Setting setting) {
        return configs.values().stream().map(setting::text).distinct().count() <= 1;
    }

    /** {@return whether all have a key with the same value, or none has it} */
    boolean haveSame(String key) {
        ConnectorConfig any = configs.values().iterator().next();
        return configs.values().stream()
                .allMatch(config -> config.containsKey(key) == any.containsKey(key)
                        && Objects.equals(config.get(key), any.get(key)));
    }

    /** {@return the keys of all members, in their order} */
    Set<String> keys() {
        return configs.values().stream()
                .flatMap(config -> config.keys().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** {@return the newest key of a setting that a member has; empty if none has any} */
    Optional<String> keyOf(Setting setting) {
        return setting.keys().stream()
                .filter(key -> configs.values().stream().anyMatch(config -> config.containsKey(key)))
                .findFirst();
    }

    /** {@return the beginning of a sentence about all of them} */
    String subject() {
        return "the connectors " + named(List.copyOf(configs.keySet())) + ", which are to become '" + connector + "',";
    }

    /** {@return names in quotes} */
    static String named(List<String> connectors) {
        return connectors.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "));
    }
}
