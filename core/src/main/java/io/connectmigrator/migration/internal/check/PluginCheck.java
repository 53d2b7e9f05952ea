package io.connectmigrator.migration.internal.check;

import io.connectmigrator.migration.internal.connector.CheckContext;
import io.connectmigrator.migration.internal.connector.ConnectorPlugin;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.util.List;

/** The target must have the connector's plugin. */
final class PluginCheck implements Check {

    @Override
    public List<Problem> examine(CheckContext checkContext) {
        if (ConnectorPlugin.isThere(checkContext)) {
            return List.of();
        }
        return List.of(Problem.error(
                ProblemCode.PLUGIN_MISSING,
                checkContext.targetCluster() + " has no plugin "
                        + ConnectorPlugin.className(checkContext.targetConfig()) + ", which '"
                        + checkContext.connector() + "' needs",
                "Install the plugin on every worker of " + checkContext.targetCluster()));
    }
}
