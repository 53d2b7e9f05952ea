package io.connectmigrator.plan;

import io.connectmigrator.connect.ConnectorConfig;

/** Says what is different in the config of a connector on the target. */
@FunctionalInterface
public interface ConfigFunction {

    /**
     * {@return the config on the target} Must not return null. May be called several times about one connector, by a thread of the
     * caller or of the migrator.
     *
     * @param connector the connector's name on the source
     * @param config its config on the source, or the one that the plan's {@code configFrom} supplies
     * @param move where it goes
     */
    ConnectorConfig apply(String connector, ConnectorConfig config, ConnectorMove move);
}
