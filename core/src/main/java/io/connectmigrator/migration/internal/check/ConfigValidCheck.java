package io.connectmigrator.migration.internal.check;

import io.connectmigrator.migration.internal.connector.CheckContext;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.util.List;

/** The target must find the config valid. Its own workers resolve the placeholders in it. */
final class ConfigValidCheck implements Check {

    @Override
    public List<Problem> examine(CheckContext checkContext) {
        if (!checkContext.configs().canBeValidated()) {
            return List.of();
        }
        return checkContext.configs().targetValidation().errors().stream()
                .map(error -> Problem.error(
                        ProblemCode.CONFIG_INVALID,
                        checkContext.targetCluster() + " finds the config of '" + checkContext.connector()
                                + "' invalid, " + error,
                        "Change it with config((name, config) -> config.with(key, value))"))
                .toList();
    }
}
