package io.connectmigrator.migration;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.offset.OffsetTransform;
import io.connectmigrator.plan.Cutover;
import io.connectmigrator.plan.CutoverHook;
import io.connectmigrator.plan.EmptyOffsets;
import io.connectmigrator.plan.ExistingOffsets;
import io.connectmigrator.plan.internal.Names;
import io.connectmigrator.plan.internal.Overrides;
import java.util.function.UnaryOperator;

/**
 * What a plan says of one connector in place of, or on top of, what it says of all. Whatever is not set here is as in the
 * rest of the plan. What is set again replaces what was set before, but for {@link #attribute}, {@link #config(String, String)} and {@link #allow}, which add. Not thread-safe.
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
        overrides.targetName = Names.requireNotBlank(name, "name");
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
     * Adds a setting to the config of the connector, or replaces its value, after all else that changes it. Called again for the same
     * key, the last value counts.
     *
     * @param key the key
     * @param value its value
     * @return this
     */
    public ConnectorOverrides config(String key, String value) {
        overrides.settings.put(requireNonNull(key, "key"), requireNonNull(value, "value"));
        return this;
    }

    /**
     * Allows what a rule about duplicates finds about the connector, on top of what the plan allows for all.
     *
     * @param ruleId the rule, such as {@code D4}
     * @param why the reason, which is in reports, so that it must hold no secret
     * @return this
     * @throws IllegalArgumentException if the reason is blank
     * @see MigrationPlanBuilder#allow
     */
    public ConnectorOverrides allow(String ruleId, String why) {
        overrides.accepted = overrides.accepted.with(ruleId, why);
        return this;
    }

    /**
     * Adds an attribute to those of the plan, or replaces the one with that key. Attributes are written to the journal, so they must
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
     * Sets what changes in the offsets of the connector on top of what the plan changes in all; nothing by default.
     *
     * <pre>{@code
     * .override("cdc", cdc -> cdc.config("topic.prefix", "inventory")
     *         .transformOffsets(OffsetTransforms.debeziumServer("dbserver1", "inventory")))
     * }</pre>
     *
     * @param transform from an offset to the one that the target is given
     * @return this
     * @see MigrationPlanBuilder#transformOffsets
     */
    public ConnectorOverrides transformOffsets(OffsetTransform transform) {
        overrides.transform = requireNonNull(transform, "transform");
        return this;
    }

    /**
     * Sets what is called in place of the plan's hook between the verification of the offsets and the start of the target. A lambda does
     * nothing when the connector goes back: give two, or a class.
     *
     * @param hook what switches the caller's own records
     * @return this
     */
    public ConnectorOverrides onCutover(CutoverHook hook) {
        overrides.onCutover = requireNonNull(hook, "hook");
        return this;
    }

    /**
     * Sets both halves of what {@link #onCutover(CutoverHook)} sets.
     *
     * @param moved switches the caller's own records to the target
     * @param takenBack switches them back to the source
     * @return this
     */
    public ConnectorOverrides onCutover(CutoverHook.Action moved, CutoverHook.Action takenBack) {
        return onCutover(CutoverHook.of(moved, takenBack));
    }

    /**
     * Sets the first half of what {@link #onCutover(CutoverHook)} sets, with the connector's two names.
     *
     * @param hook is called with the connector's name on the source and its name on the target
     * @return this
     */
    public ConnectorOverrides onCutover(CutoverHook.OfNames hook) {
        requireNonNull(hook, "hook");
        return onCutover((Cutover cutover) -> hook.cutOver(cutover.connector(), cutover.target()));
    }
}
