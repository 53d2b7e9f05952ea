package io.connectmigrator.migration;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorConfig;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Which connectors move from where to where, and what changes on the way. Immutable; says nothing about how far it has
 * been carried out. A {@link Migrator} checks it, carries it out, confirms it or rolls it back.
 */
public final class MigrationPlan {

    private final ConnectClient source;
    private final ConnectClient target;
    private final List<String> connectors;
    private final UnaryOperator<String> rename;
    private final BiFunction<String, ConnectorConfig, ConnectorConfig> config;
    private final ExistingOffsets existingOffsets;
    private final EmptyOffsets emptyOffsets;
    private final @Nullable CutoverHook onCutover;

    MigrationPlan(MigrationPlanBuilder builder, ConnectClient source, ConnectClient target) {
        this.source = source;
        this.target = target;
        this.connectors = List.copyOf(builder.connectors);
        this.rename = builder.rename;
        this.config = builder.config;
        this.existingOffsets = builder.existingOffsets;
        this.emptyOffsets = builder.emptyOffsets;
        this.onCutover = builder.onCutover;
    }

    /** {@return a builder, to which at least a source, a target and a connector must be given} */
    public static MigrationPlanBuilder builder() {
        return new MigrationPlanBuilder();
    }

    /** {@return the cluster that the connectors leave} */
    public ConnectClient source() {
        return source;
    }

    /** {@return the cluster that the connectors go to} */
    public ConnectClient target() {
        return target;
    }

    /** {@return the names of the connectors on the source, in the order in which they move} */
    public List<String> connectors() {
        return connectors;
    }

    /** {@return what happens to offsets that the target already has} */
    public ExistingOffsets existingOffsets() {
        return existingOffsets;
    }

    /** {@return what happens to connectors without offsets} */
    public EmptyOffsets emptyOffsets() {
        return emptyOffsets;
    }

    String targetName(String connector) {
        return rename.apply(connector);
    }

    ConnectorConfig targetConfig(String connector, ConnectorConfig sourceConfig) {
        return config.apply(connector, sourceConfig);
    }

    /** {@return what switches the caller's records, or null if there is nothing to switch} */
    @Nullable
    CutoverHook onCutover() {
        return onCutover;
    }

    /** {@return the plan in one line} */
    @Override
    public String toString() {
        return connectors.size() + (connectors.size() == 1 ? " connector" : " connectors") + " from " + source.name()
                + " to " + target.name() + ": " + String.join(", ", connectors);
    }
}
