package io.connectmigrator.migration;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.plan.CutoverHook;
import io.connectmigrator.plan.EmptyOffsets;
import io.connectmigrator.plan.ExistingOffsets;
import io.connectmigrator.plan.internal.Overrides;
import java.util.function.UnaryOperator;

/**
 * What a plan says of one connector in place of, or on top of, what it says of all. Whatever is not set here is as in the
 * rest of the plan. Not thread-safe.
 */
public final class ConnectorOverrides {

    private final Overrides overrides;

    ConnectorOverrides(Overrides overrides) {
        this.overrides = overrides;
    }

    /**
     * Sets the cluster that the connector goes to. The plan's route is not asked for it.
     *
     * @param cluster the target
     * @return this
     */
    public ConnectorOverrides to(ConnectClient cluster) {
        overrides.target = requireNonNull(cluster, "to");
        return this;
    }

    /**
     * Sets how the connector is called on the target. The plan's rename is not asked for it.
     *
     * @param name the name
     * @return this
     * @throws IllegalArgumentException if it is blank
     */
    public ConnectorOverrides targetName(String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a connector's name must not be blank");
        }
        overrides.targetName = name;
        return this;
    }

    /**
     * Sets what changes in the config on top of what the plan changes in all; nothing by default. It may be called several
     * times.
     *
     * @param config from the config that the plan would give it to its config on the target
     * @return this
     */
    public ConnectorOverrides config(UnaryOperator<ConnectorConfig> config) {
        overrides.config = requireNonNull(config, "config");
        return this;
    }

    /**
     * Adds a label to those of the plan, or replaces the one with that key. Labels are written to the journal, so they must
     * hold no secret.
     *
     * @param key the key
     * @param value its value
     * @return this
     * @throws IllegalArgumentException if the key is blank
     * @see MigrationPlanBuilder#attribute
     */
    public ConnectorOverrides attribute(String key, String value) {
        overrides.attributes = overrides.attributes.with(key, value);
        return this;
    }

    /**
     * Sets what to do with offsets that the target already has.
     *
     * @param existingOffsets what to do
     * @return this
     */
    public ConnectorOverrides existingOffsets(ExistingOffsets existingOffsets) {
        overrides.existingOffsets = requireNonNull(existingOffsets, "existingOffsets");
        return this;
    }

    /**
     * Sets what to do if the connector has no offsets.
     *
     * @param emptyOffsets what to do
     * @return this
     */
    public ConnectorOverrides emptyOffsets(EmptyOffsets emptyOffsets) {
        overrides.emptyOffsets = requireNonNull(emptyOffsets, "emptyOffsets");
        return this;
    }

    /**
     * Sets what is called in place of the plan's hook between the verification of the offsets and the start of the target.
     *
     * @param hook what switches the caller's own records
     * @return this
     */
    public ConnectorOverrides onCutover(CutoverHook hook) {
        overrides.onCutover = requireNonNull(hook, "hook");
        return this;
    }
}
