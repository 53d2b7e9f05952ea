package io.connectmigrator.migration;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.plan.internal.UnitDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The connectors that one connector with a single position is forked into. An argument that is null is refused with
 * {@link NullPointerException}. Not thread-safe.
 *
 * @see MigrationPlanBuilder#fork
 */
public final class ForkTargets {

    private final List<UnitDefinition.Target> targets = new ArrayList<>();
    private boolean atLeastOnce;

    ForkTargets() {}

    /**
     * Adds a connector.
     *
     * @param name its name on the target
     * @param config from the config of the one that is forked to its own, which copies a part of what that one has copied; it may be
     *     asked several times
     * @return this
     */
    public ForkTargets into(String name, UnaryOperator<ConnectorConfig> config) {
        targets.add(new UnitDefinition.Target(requireNonNull(name, "name"), null, requireNonNull(config, "config")));
        return this;
    }

    /**
     * Lets the connectors become one again in a rollback though their positions differ by then: it goes on from the earliest, so that
     * records which the others have copied since are delivered twice. It needs positions whose order is known. Without it a rollback is
     * refused once the targets have run.
     *
     * @return this
     */
    public ForkTargets atLeastOnce() {
        atLeastOnce = true;
        return this;
    }

    UnitDefinition of(String connector) {
        return UnitDefinition.fork(connector, targets, atLeastOnce);
    }
}
