package io.connectmigrator.plan;

import io.connectmigrator.connect.ConnectorConfig;
import java.util.Map;

/** Makes the config of a connector that several become. */
@FunctionalInterface
public interface MergedConfigFunction {

    /**
     * {@return the config of the connector that they become} Must not return null. It has no side effects and gives the same for the same,
     * since it may be called several times, by a thread of the caller or of the migrator. The plan's other functions and settings are
     * applied to what it returns, as to the config of a connector that moves by itself.
     *
     * @param name the name of the connector that they become
     * @param configs the configs of the connectors on the source by their names, in the order in which the plan names them; unmodifiable
     */
    ConnectorConfig apply(String name, Map<String, ConnectorConfig> configs);
}
