package io.connectmigrator.migration;

import io.connectmigrator.connect.ConfigValidation;
import io.connectmigrator.connect.ConnectorConfig;
import java.util.List;

/** The target must find the config valid. Its own workers resolve the placeholders in it. */
final class ConfigValidCheck implements Check {

    @Override
    public List<Problem> examine(Survey survey) {
        ConnectorConfig config = survey.targetConfig();
        boolean cannotBeValidated =
                !config.maskedKeys().isEmpty() || !config.nullKeys().isEmpty() || !PluginCheck.isThere(survey);
        if (cannotBeValidated) {
            return List.of();
        }
        ConfigValidation validation = survey.plan().target().plugins().validate(PluginCheck.className(config), config);
        return validation.errors().stream()
                .map(error -> Problem.error(
                        ProblemCode.CONFIG_INVALID,
                        survey.targetCluster() + " finds the config of '" + survey.connector() + "' invalid, " + error,
                        "Change it with config((name, config) -> config.with(key, value))"))
                .toList();
    }
}
