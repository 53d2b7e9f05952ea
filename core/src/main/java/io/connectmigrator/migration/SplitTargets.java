package io.connectmigrator.migration;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.plan.internal.UnitDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

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
     * Adds a connector. Its config is that of the one that is split, in which lists of topics, tables and the like that are in the
     * partitions of the offsets are cut down to what it takes over. Where a regular expression selects them, or they have other names in
     * the partitions, the config must be given.
     *
     * @param name its name on the target
     * @param takes says which offsets it takes over; {@link io.connectmigrator.offset.Partitions} has the usual ones. It has no side
     *     effects and gives the same for the same
     * @return this
     */
    public SplitTargets into(String name, Predicate<ConnectorOffset> takes) {
        return add(name, takes, null);
    }

    /**
     * Adds a connector that has another config.
     *
     * @param name its name on the target
     * @param takes says which offsets it takes over
     * @param config from the config of the one that is split, with its lists cut down, to its own; it may be asked several times
     * @return this
     */
    public SplitTargets into(String name, Predicate<ConnectorOffset> takes, UnaryOperator<ConnectorConfig> config) {
        return add(name, takes, requireNonNull(config, "config"));
    }

    private SplitTargets add(
            String name, Predicate<ConnectorOffset> takes, @Nullable UnaryOperator<ConnectorConfig> config) {
        targets.add(new UnitDefinition.Target(requireNonNull(name, "name"), requireNonNull(takes, "takes"), config));
        return this;
    }

    UnitDefinition of(String connector) {
        return UnitDefinition.split(connector, targets);
    }
}
