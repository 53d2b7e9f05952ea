package io.connectmigrator.plan.internal;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.plan.ConfigFunction;
import io.connectmigrator.plan.ConnectorMove;
import io.connectmigrator.plan.OffsetFunction;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a plan changes in all connectors on their way to the target. Immutable.
 *
 * @param rename gives them their names, or null if they keep theirs
 * @param configFrom supplies their configs, or null if these are read from the source
 * @param config changes their configs
 * @param settings are added to their configs after that, in order
 * @param transform changes their offsets, or null if these move as they are
 */
public record ConnectorChanges(
        @Nullable BiFunction<String, ConnectorMove, String> rename,
        @Nullable BiFunction<String, ConnectorMove, @Nullable ConnectorConfig> configFrom,
        ConfigFunction config,
        Map<String, String> settings,
        @Nullable OffsetFunction transform) {

    static final ConnectorChanges NONE =
            new ConnectorChanges(null, null, (name, config, move) -> config, Map.of(), null);

    public ConnectorChanges {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }

    public ConnectorChanges withRename(BiFunction<String, ConnectorMove, String> function) {
        return new ConnectorChanges(function, configFrom, config, settings, transform);
    }

    public ConnectorChanges withConfigFrom(BiFunction<String, ConnectorMove, @Nullable ConnectorConfig> function) {
        return new ConnectorChanges(rename, function, config, settings, transform);
    }

    public ConnectorChanges withConfig(ConfigFunction function) {
        return new ConnectorChanges(rename, configFrom, function, settings, transform);
    }

    /** {@return these with one more setting, which takes the place of one with the same key} */
    public ConnectorChanges withSetting(String key, String value) {
        Map<String, String> all = new LinkedHashMap<>(settings);
        all.put(key, value);
        return new ConnectorChanges(rename, configFrom, config, all, transform);
    }

    public ConnectorChanges withTransform(OffsetFunction function) {
        return new ConnectorChanges(rename, configFrom, config, settings, function);
    }

    /** {@return a connector's name on the target} */
    String nameOf(String connector, ConnectorMove move) {
        return rename == null ? connector : rename.apply(connector, move);
    }
}
