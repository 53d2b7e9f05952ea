package io.connectmigrator.migration.internal.connector;

import io.connectmigrator.connect.ConfigValidation;
import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.connect.ConnectorType;
import io.connectmigrator.connect.Plugin;
import java.util.Optional;

/** The plugin that a config names, as workers find it. */
public final class ConnectorPlugin {

    private ConnectorPlugin() {}

    public static boolean isThere(CheckContext checkContext) {
        return find(checkContext.targetCluster(), checkContext.targetConfig()).isPresent();
    }

    /** {@return the plugin that a config names, if the cluster has it} */
    public static Optional<Plugin> find(ClusterFacts cluster, ConnectorConfig config) {
        String wanted = className(config);
        return cluster.plugins().stream()
                .filter(plugin -> isNameOf(plugin.className(), wanted))
                .findFirst();
    }

    /** {@return whether connectors of a plugin are sources or sinks} */
    static ConnectorType typeOf(Plugin plugin) {
        return switch (plugin.type()) {
            case "source" -> ConnectorType.SOURCE;
            case "sink" -> ConnectorType.SINK;
            default -> ConnectorType.UNKNOWN;
        };
    }

    /** {@return what the workers of a cluster think of a config} */
    static ConfigValidation validation(ConnectClient cluster, ConnectorConfig config) {
        return cluster.plugins().validate(className(config), config);
    }

    /** {@return the connector's class as the config names it; empty if it does not} */
    public static String className(ConnectorConfig config) {
        return config.getOrDefault("connector.class", "");
    }

    /** Connect also takes the simple name, with or without «Connector» at its end. */
    private static boolean isNameOf(String className, String wanted) {
        String simple = className.substring(className.lastIndexOf('.') + 1);
        return wanted.equals(className) || wanted.equals(simple) || (wanted + "Connector").equals(simple);
    }
}
