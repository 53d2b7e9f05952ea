package io.connectmigrator.migration;

import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.connect.ConnectorStatus;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.util.List;

/**
 * The source must be in a state that it can be brought back to. A failed connector cannot be; what it has copied and not
 * committed is also for a person to judge.
 */
final class SourceHealthCheck implements Check {

    @Override
    public List<Problem> examine(Survey survey) {
        ConnectorStatus status = survey.sourceStatus();
        if (ConnectorConditions.hasFailed(status)) {
            return List.of(Problem.error(
                    ProblemCode.SOURCE_NOT_HEALTHY,
                    survey.source() + " has failed: " + ConnectorConditions.describe(status)
                            + ConnectorConditions.causeOfFailure(status, survey::withoutSecrets),
                    "Restart what failed, or stop the connector: a stopped connector can be moved"));
        }
        return status.state() == ConnectorState.STOPPED ? List.of(stoppedBefore(survey)) : List.of();
    }

    private static Problem stoppedBefore(Survey survey) {
        return Problem.warning(
                ProblemCode.SOURCE_ALREADY_STOPPED,
                survey.source() + " is stopped already; a task whose poll had not returned by then may commit offsets"
                        + " for as long as that poll blocks",
                "Nothing to do if it was stopped longer ago than that; else wait, or move it while it runs or is paused");
    }
}
