package io.connectmigrator.connect;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.internal.PathSegment;
import java.util.List;

/**
 * Reads the plugins of the worker that answers, which other workers may not have. Thread-safe.
 */
public final class ConnectorPlugins {

    private static final String PATH = "/connector-plugins";

    private final Requests requests;

    ConnectorPlugins(Requests requests) {
        this.requests = requests;
    }

    /**
     * {@return the classes of connectors that can be created}
     *
     * @throws ConnectClientException if the cluster did not answer
     */
    public List<Plugin> list() {
        return plugins(PATH);
    }

    /**
     * {@return connectors, converters, transformations and all other plugins (Connect 3.2, KIP-769); from an older worker
     * connectors only}
     *
     * @throws ConnectClientException if the cluster did not answer
     */
    public List<Plugin> listAll() {
        return plugins(PATH + "?connectorsOnly=false");
    }

    private List<Plugin> plugins(String path) {
        return requests.optionalObjects(Request.get(path), Plugin::read).stream()
                .filter(plugin -> !plugin.className().isEmpty())
                .toList();
    }

    /**
     * {@return the keys of the config of a plugin (Connect 3.2, KIP-769)}
     *
     * @param plugin the plugin's class
     * @throws NotSupportedException if the worker is older
     * @throws ConnectClientException if the worker does not have the plugin, or did not answer
     */
    public List<ConfigKey> config(String plugin) {
        Request request = Request.get(PATH + "/" + PathSegment.encode(plugin) + "/config");
        return requests.optionalObjects(request, ConfigKey::read).stream()
                .filter(key -> !key.name().isEmpty())
                .toList();
    }

    /**
     * {@return the errors that a worker finds in a config, with its values hidden} The worker resolves placeholders and may
     * connect to the systems that the connector would connect to; nothing is created.
     *
     * @param connectorClass the connector's class
     * @param config the config
     * @throws InvalidConfigException if the worker does not have the class
     * @throws ConnectClientException if the cluster did not answer
     */
    public ConfigValidation validate(String connectorClass, ConnectorConfig config) {
        requireNonNull(config, "config");
        String path = PATH + "/" + PathSegment.encode(connectorClass) + "/config/validate";
        Request request =
                Request.write("PUT", path, config.toMap()).carrying(config).changingNothing();
        return requests.object(request, json -> ConfigValidation.read(json, config.toMap()));
    }
}
