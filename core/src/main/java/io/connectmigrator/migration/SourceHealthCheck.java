package io.connectmigrator.migration;

import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.connect.ConnectorStatus;
import java.util.List;

/**
 * The source must be in a state that it can be brought back to. A failed connector cannot be; what it has copied and not
 * committed is also for a person to judge.
 */
final class SourceHealthCheck implements Check {

    @Override
    public List<Problem> examine(Survey survey) {
        ConnectorStatus status = survey.sourceStatus();
        boolean failed = status.state() == ConnectorState.FAILED
                || status.tasks().stream().anyMatch(task -> task.state() == ConnectorState.FAILED);
        if (!failed) {
            return List.of();
        }
        return List.of(Problem.error(
                ProblemCode.SOURCE_NOT_HEALTHY,
                survey.source() + " has failed: " + ConnectorConditions.describe(status),
                "Restart what failed, or stop the connector: a stopped connector can be moved"));
    }
}
