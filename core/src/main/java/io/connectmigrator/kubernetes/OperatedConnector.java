package io.connectmigrator.kubernetes;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.offset.OffsetSnapshot;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A connector that an operator owns on one cluster or on both, as {@link KubernetesManifests} are written of it. Immutable: each method
 * returns another one.
 *
 * <pre>{@code
 * OperatedConnector.of("orders", config)
 *         .from("connect-legacy", "legacy", "orders")
 *         .to("connect-eu", "eu")
 *         .withSecretKeys(Set.of("connection.password"))
 *         .withOffsets(snapshot)
 * }</pre>
 */
public final class OperatedConnector {

    private final String name;
    private final ConnectorConfig config;
    private final @Nullable CustomResource source;
    private final @Nullable CustomResource target;
    private final Set<String> secretKeys;
    private final @Nullable OffsetSnapshot offsets;

    private OperatedConnector(
            String name,
            ConnectorConfig config,
            @Nullable CustomResource source,
            @Nullable CustomResource target,
            Set<String> secretKeys,
            @Nullable OffsetSnapshot offsets) {
        this.name = name;
        this.config = config;
        this.source = source;
        this.target = target;
        this.secretKeys = secretKeys;
        this.offsets = offsets;
    }

    /**
     * {@return a connector that is owned by no operator yet}
     *
     * @param name its name on the target
     * @param config its config on the target
     */
    public static OperatedConnector of(String name, ConnectorConfig config) {
        return new OperatedConnector(
                requireNonNull(name, "name"), requireNonNull(config, "config"), null, null, Set.of(), null);
    }

    /**
     * {@return the same, owned by an operator on the source}
     *
     * @param cluster the name of the Connect cluster's resource, such as that of a {@code KafkaConnect}
     * @param namespace its namespace
     * @param resource the name of the connector's resource
     */
    public OperatedConnector from(String cluster, String namespace, String resource) {
        return new OperatedConnector(
                name, config, new CustomResource(cluster, namespace, resource), target, secretKeys, offsets);
    }

    /**
     * {@return the same, to be owned by an operator on the target} The resource gets the connector's name.
     *
     * @param cluster the name of the Connect cluster's resource, such as that of a {@code KafkaConnect}
     * @param namespace its namespace
     */
    public OperatedConnector to(String cluster, String namespace) {
        return new OperatedConnector(
                name, config, source, new CustomResource(cluster, namespace, name), secretKeys, offsets);
    }

    /**
     * {@return the same, of whose config these keys are secret as well} Keys whose names speak of a password, a secret, a token, a
     * credential or a private key are secret in any case, and so are masked values.
     *
     * @param keys keys of the config, such as those that the plugin defines with the type PASSWORD
     */
    public OperatedConnector withSecretKeys(Set<String> keys) {
        return new OperatedConnector(name, config, source, target, new LinkedHashSet<>(keys), offsets);
    }

    /**
     * {@return the same, with the offsets that the connector is to have on the target}
     *
     * @param snapshot the offsets of the stopped source
     */
    public OperatedConnector withOffsets(OffsetSnapshot snapshot) {
        snapshot.requireNoNullOffsets();
        return new OperatedConnector(name, config, source, target, secretKeys, snapshot);
    }

    /** {@return the connector's name on the target} */
    public String name() {
        return name;
    }

    ConnectorConfig config() {
        return config;
    }

    Optional<CustomResource> source() {
        return Optional.ofNullable(source);
    }

    CustomResource target() {
        if (target == null) {
            throw new IllegalArgumentException("the manifests of '" + name
                    + "' need the Connect cluster that it goes to; call to(cluster, namespace) before");
        }
        return target;
    }

    Set<String> secretKeys() {
        return secretKeys;
    }

    Optional<OffsetSnapshot> offsets() {
        return Optional.ofNullable(offsets);
    }

    /** {@return the connector's name; its config may hold secrets} */
    @Override
    public String toString() {
        return "connector '" + name + "'" + (target == null ? "" : " on " + target.cluster());
    }

    /** The resource of a connector: its Connect cluster, its namespace and its name. */
    record CustomResource(String cluster, String namespace, String name) {

        CustomResource {
            requireNonNull(cluster, "cluster");
            requireNonNull(namespace, "namespace");
            requireNonNull(name, "name");
        }
    }
}
