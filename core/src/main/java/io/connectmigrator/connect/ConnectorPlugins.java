package io.connectmigrator.connect;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * The plugins of a worker: those of the worker that answers, which another may not have. Everything here only reads.
 * Thread-safe.
 */
public final class ConnectorPlugins {

    private static final String PATH = "/connector-plugins";

    private final Requests requests;

    ConnectorPlugins(Requests requests) {
        this.requests = requests;
    }

    /**
     * Lists the connectors that can be created (all versions).
     *
     * @return their classes
     * @throws ConnectClientException if the cluster did not answer
     */
    public List<Plugin> list() {
        return plugins(PATH);
    }

    /**
     * Lists connectors, converters, transformations and all other plugins (Connect 3.2, KIP-769). An older worker lists
     * connectors only.
     *
     * @return the plugins
     * @throws ConnectClientException if the cluster did not answer
     */
    public List<Plugin> listAll() {
        return plugins(PATH + "?connectorsOnly=false");
    }

    private List<Plugin> plugins(String path) {
        return requests.objects(Request.get(path), Plugin::read).stream()
                .filter(plugin -> !plugin.className().isEmpty())
                .toList();
    }

    /**
     * Lists what a plugin can be configured with (Connect 3.2, KIP-769).
     *
     * @param plugin the plugin's class
     * @return its keys
     * @throws NotSupportedException if the worker is older
     * @throws ConnectClientException if the worker does not have the plugin, or did not answer
     */
    public List<ConfigKey> config(String plugin) {
        Request call = Request.get(PATH + "/" + PathSegment.encode(plugin) + "/config");
        return requests.objects(call, ConfigKey::read).stream()
                .filter(key -> !key.name().isEmpty())
                .toList();
    }

    /**
     * Asks a worker what is wrong with a config (all versions). The worker resolves the placeholders in it and may
     * connect to what the connector would connect to; nothing is created.
     *
     * @param connectorClass the connector's class
     * @param config the config
     * @return the errors, with the values of the config hidden
     * @throws InvalidConfigException if the worker does not have the class
     * @throws ConnectClientException if the cluster did not answer
     */
    public ConfigValidation validate(String connectorClass, ConnectorConfig config) {
        requireNonNull(config, "config");
        String path = PATH + "/" + PathSegment.encode(connectorClass) + "/config/validate";
        Request call =
                Request.write("PUT", path, config.toMap()).carrying(config).changingNothing();
        return requests.object(call, json -> ConfigValidation.read(json, config.toMap()));
    }
}
