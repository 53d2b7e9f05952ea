package io.connectmigrator.migration;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorConfig;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link MigrationPlan}. By default a connector keeps its name and its config, offsets that the target already
 * has are refused, and so are connectors without offsets. Not thread-safe.
 */
public final class MigrationPlanBuilder {

    final Set<String> connectors = new LinkedHashSet<>();
    UnaryOperator<String> rename = UnaryOperator.identity();
    BiFunction<String, ConnectorConfig, ConnectorConfig> config = (name, config) -> config;
    ExistingOffsets existingOffsets = ExistingOffsets.REFUSE;
    EmptyOffsets emptyOffsets = EmptyOffsets.REFUSE;

    @Nullable
    CutoverHook onCutover;

    private @Nullable ConnectClient source;
    private @Nullable ConnectClient target;

    MigrationPlanBuilder() {}

    /**
     * Sets the cluster that the connectors leave.
     *
     * @param cluster the source
     * @return this
     */
    public MigrationPlanBuilder from(ConnectClient cluster) {
        source = requireNonNull(cluster, "from");
        return this;
    }

    /**
     * Sets the cluster that the connectors go to.
     *
     * @param cluster the target
     * @return this
     */
    public MigrationPlanBuilder to(ConnectClient cluster) {
        target = requireNonNull(cluster, "to");
        return this;
    }

    /**
     * Adds connectors by their names on the source. They move in this order.
     *
     * @param names the connectors' names
     * @return this
     * @throws IllegalArgumentException if a name is blank or was given before
     */
    public MigrationPlanBuilder connectors(String... names) {
        return connectors(List.of(names));
    }

    /**
     * Adds connectors by their names on the source. They move in this order.
     *
     * @param names the connectors' names
     * @return this
     * @throws IllegalArgumentException if a name is blank or was given before
     */
    public MigrationPlanBuilder connectors(Iterable<String> names) {
        for (String name : names) {
            if (name.isBlank()) {
                throw new IllegalArgumentException("a connector's name must not be blank");
            }
            if (!connectors.add(name)) {
                throw new IllegalArgumentException(
                        "connector '" + name + "' is in the plan twice; a connector moves to one place");
            }
        }
        return this;
    }

    /**
     * Sets how connectors are called on the target; they keep their names by default. The offsets move with the
     * connector to its new name. A sink's consumer group is named after it, so a renamed sink gets a group of its own.
     *
     * @param rename from the name on the source to the name on the target
     * @return this
     */
    public MigrationPlanBuilder rename(UnaryOperator<String> rename) {
        this.rename = requireNonNull(rename, "rename");
        return this;
    }

    /**
     * Sets what changes in the configs; nothing by default. The function gets the connector's name on the source and
     * its config there, and answers the config for the target. It may be called several times. The {@code name} in the
     * config is set afterwards.
     *
     * <p>Where a worker hides passwords behind a mask, this is where they are put back.
     *
     * @param config from the connector's name and config to its config on the target
     * @return this
     */
    public MigrationPlanBuilder config(BiFunction<String, ConnectorConfig, ConnectorConfig> config) {
        this.config = requireNonNull(config, "config");
        return this;
    }

    /**
     * Sets what to do with offsets that the target already has, {@link ExistingOffsets#REFUSE} by default.
     *
     * @param existingOffsets what to do
     * @return this
     */
    public MigrationPlanBuilder existingOffsets(ExistingOffsets existingOffsets) {
        this.existingOffsets = requireNonNull(existingOffsets, "existingOffsets");
        return this;
    }

    /**
     * Sets what to do with connectors that have no offsets, {@link EmptyOffsets#REFUSE} by default.
     *
     * @param emptyOffsets what to do
     * @return this
     */
    public MigrationPlanBuilder emptyOffsets(EmptyOffsets emptyOffsets) {
        this.emptyOffsets = requireNonNull(emptyOffsets, "emptyOffsets");
        return this;
    }

    /**
     * Sets what is called between the verification of the offsets and the start of the target; nothing by default.
     *
     * @param hook what switches the caller's own records
     * @return this
     */
    public MigrationPlanBuilder onCutover(CutoverHook hook) {
        this.onCutover = requireNonNull(hook, "hook");
        return this;
    }

    /**
     * Builds the plan. Sends nothing; may be called again.
     *
     * @return the plan
     * @throws IllegalArgumentException if the source, the target or the connectors are missing, or if source and target
     *     are one cluster
     */
    public MigrationPlan build() {
        ConnectClient from = given(source, "source: call from(…)");
        ConnectClient to = given(target, "target: call to(…)");
        if (connectors.isEmpty()) {
            throw new IllegalArgumentException("the plan has no connectors: call connectors(…)");
        }
        for (URI url : from.urls()) {
            if (to.urls().contains(url)) {
                throw new IllegalArgumentException("source and target are the same Connect cluster, " + url
                        + "; a connector cannot be moved to where it is");
            }
        }
        return new MigrationPlan(this, from, to);
    }

    private static ConnectClient given(@Nullable ConnectClient cluster, String what) {
        if (cluster == null) {
            throw new IllegalArgumentException("the plan has no " + what);
        }
        return cluster;
    }
}
