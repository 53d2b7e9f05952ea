package io.connectmigrator.migration;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.plan.internal.UnitDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * The connectors that one connector is split into. An argument that is null is refused with {@link NullPointerException}. Not
 * thread-safe.
 *
 * @see MigrationPlanBuilder#split
 */
public final class SplitTargets {

    private final List<UnitDefinition.Target> targets = new ArrayList<>();

    SplitTargets() {}

    /**
     * Adds a connector. Its config is that of the one that is split, with the lists of topics and tables that are known for its class cut
     * down to what it takes over.
     *
     * @param name its name on the target
     * @param takes says which offsets it takes over; {@link io.connectmigrator.offset.Partitions} has the usual ones. It has no side
     *     effects and gives the same for the same
     * @return this
     */
    public SplitTargets into(String name, Predicate<ConnectorOffset> takes) {
        return into(name, takes, UnaryOperator.identity());
    }

    /**
     * Adds a connector that has another config.
     *
     * @param name its name on the target
     * @param takes says which offsets it takes over
     * @param config from the config of the one that is split to its own; it may be asked several times
     * @return this
     */
    public SplitTargets into(String name, Predicate<ConnectorOffset> takes, UnaryOperator<ConnectorConfig> config) {
        targets.add(new UnitDefinition.Target(
                requireNonNull(name, "name"), requireNonNull(takes, "takes"), requireNonNull(config, "config")));
        return this;
    }

    UnitDefinition of(String connector) {
        return new UnitDefinition(UnitDefinition.Kind.SPLIT, List.of(connector), targets, false);
    }
}
