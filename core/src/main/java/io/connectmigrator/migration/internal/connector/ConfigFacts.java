package io.connectmigrator.migration.internal.connector;

import io.connectmigrator.connect.ConfigValidation;
import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.connect.ConnectorInfo;
import io.connectmigrator.internal.Lazy;
import io.connectmigrator.lint.LintedConnector;
import io.connectmigrator.lint.WorkerSettings;
import java.time.Duration;

/** What the workers of both clusters think of the connector's configs, which they may validate. */
public final class ConfigFacts {

    private final CheckContext checkContext;
    private final Duration stopTimeout;
    private final Lazy<ConfigValidation> targetValidation;

    ConfigFacts(CheckContext checkContext, Duration stopTimeout) {
        this.checkContext = checkContext;
        this.stopTimeout = stopTimeout;
        this.targetValidation =
                new Lazy<>(() -> ConnectorPlugin.validation(checkContext.plan().target(), checkContext.targetConfig()));
    }

    /** {@return whether the target can validate the config: it has the plugin, and no value is missing} */
    public boolean canBeValidated() {
        return isComplete(checkContext.targetConfig()) && ConnectorPlugin.isThere(checkContext);
    }

    /** {@return what the target thinks of the config; it may connect to what the connector would connect to} */
    public ConfigValidation targetValidation() {
        return targetValidation.get();
    }

    /** {@return what the source thinks of the config that the connector has} */
    public ConfigValidation sourceValidation() {
        return ConnectorPlugin.validation(
                checkContext.plan().source(), checkContext.sourceConnector().config());
    }

    /** {@return the connector as the rules about duplicates see it} For this, workers of both clusters may be asked to validate a config. */
    public LintedConnector linted() {
        ConnectorInfo connector = checkContext.sourceConnector();
        ConnectorConfig target = checkContext.targetConfig();
        return new LintedConnector(
                checkContext.connector(),
                connector.type(),
                connector.config(),
                target,
                isComplete(connector.config())
                        ? checkContext.sourceCluster().settings(connector.type(), connector.config())
                        : WorkerSettings.UNKNOWN,
                canBeValidated()
                        ? checkContext.targetCluster().settings(connector.type(), target)
                        : WorkerSettings.UNKNOWN,
                stopTimeout);
    }

    private static boolean isComplete(ConnectorConfig config) {
        return config.maskedKeys().isEmpty() && config.nullKeys().isEmpty();
    }
}
