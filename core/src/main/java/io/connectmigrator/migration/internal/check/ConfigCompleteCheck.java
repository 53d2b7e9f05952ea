package io.connectmigrator.migration.internal.check;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.migration.internal.connector.CheckContext;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.util.ArrayList;
import java.util.List;

/** The config for the target must hold every value, and not the mask that a worker shows in place of a secret. */
final class ConfigCompleteCheck implements Check {

    @Override
    public List<Problem> examine(CheckContext checkContext) {
        ConnectorConfig config = checkContext.targetConfig();
        List<Problem> problems = new ArrayList<>();
        if (!config.maskedKeys().isEmpty()) {
            problems.add(Problem.error(
                    ProblemCode.CONFIG_MASKED,
                    "the config of '" + checkContext.connector() + "' has masks in place of the values of "
                            + String.join(", ", config.maskedKeys()),
                    "Supply them with config((name, config) -> config.with(key, value)), or the whole config with"
                            + " configFrom(…); a mask must not become a password"));
        }
        if (!config.nullKeys().isEmpty()) {
            problems.add(Problem.error(
                    ProblemCode.CONFIG_NULL_VALUE,
                    "the config of '" + checkContext.connector() + "' has no value for "
                            + String.join(", ", config.nullKeys()),
                    "Drop these keys with config((name, config) -> config.without(key)), or give them values"));
        }
        return problems;
    }
}
