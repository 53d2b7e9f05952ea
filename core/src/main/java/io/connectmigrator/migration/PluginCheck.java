package io.connectmigrator.migration;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.util.List;

/** The target must have the connector's plugin. */
final class PluginCheck implements Check {

    @Override
    public List<Problem> examine(Survey survey) {
        if (isThere(survey)) {
            return List.of();
        }
        return List.of(Problem.error(
                ProblemCode.PLUGIN_MISSING,
                survey.targetCluster() + " has no plugin " + className(survey.targetConfig()) + ", which '"
                        + survey.connector() + "' needs",
                "Install the plugin on every worker of " + survey.targetCluster()));
    }

    static boolean isThere(Survey survey) {
        String wanted = className(survey.targetConfig());
        return survey.targetCluster().plugins().stream().anyMatch(plugin -> isNameOf(plugin.className(), wanted));
    }

    /** {@return the connector's class as the config names it; empty if it does not} */
    static String className(ConnectorConfig config) {
        return config.getOrDefault("connector.class", "");
    }

    /** Connect also takes the simple name, with or without «Connector» at its end. */
    private static boolean isNameOf(String className, String wanted) {
        String simple = className.substring(className.lastIndexOf('.') + 1);
        return wanted.equals(className) || wanted.equals(simple) || (wanted + "Connector").equals(simple);
    }
}
