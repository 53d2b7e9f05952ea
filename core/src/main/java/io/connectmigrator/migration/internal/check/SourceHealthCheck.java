package io.connectmigrator.migration.internal.check;

import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.connect.ConnectorStatus;
import io.connectmigrator.migration.internal.connector.CheckContext;
import io.connectmigrator.migration.internal.connector.ConnectorConditions;
import io.connectmigrator.migration.internal.connector.ConnectorPlugin;
import io.connectmigrator.report.DuplicateRule;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.util.List;

/**
 * The source must be in a state that it can be brought back to. A connector some of whose tasks have failed cannot be: what it has
 * copied and not committed is for a person to judge. Nothing is lost, however, by moving a failed connector without tasks, since
 * nothing of it runs, or one that cannot run on the source at all, since its workers lack the plugin: an undo leaves it failed.
 */
final class SourceHealthCheck implements Check {

    @Override
    public List<Problem> examine(CheckContext checkContext) {
        ConnectorStatus status = checkContext.sourceStatus();
        if (!ConnectorConditions.hasFailed(status)) {
            return status.state() == ConnectorState.STOPPED ? List.of(stoppedBefore(checkContext)) : List.of();
        }
        if (!checkContext.sourceCluster().capabilities().listOffsets()) {
            return List.of(Problem.error(
                            ProblemCode.SOURCE_NOT_HEALTHY, hasFailed(checkContext, status), "Restart what failed")
                    .by(DuplicateRule.D26));
        }
        if (ConnectorConditions.isStopped(status)) {
            return List.of(withoutTasks(checkContext, status).by(DuplicateRule.D26));
        }
        boolean cannotRun = ConnectorConditions.isEverythingFailed(status)
                && ConnectorPlugin.find(
                                checkContext.sourceCluster(),
                                checkContext.sourceConnector().config())
                        .isEmpty();
        Problem found = cannotRun ? withoutPlugin(checkContext, status) : partlyFailed(checkContext, status);
        return List.of(found.by(DuplicateRule.D26));
    }

    private static Problem withoutPlugin(CheckContext checkContext, ConnectorStatus status) {
        return checkContext.source().offsets().isKnownAsPaused()
                ? pausedWithoutPlugin(checkContext, status)
                : startedWithoutPlugin(checkContext, status);
    }

    /** It could neither be told from one that runs after an undo, nor be paused where it cannot be started. */
    private static Problem pausedWithoutPlugin(CheckContext checkContext, ConnectorStatus status) {
        return Problem.error(
                ProblemCode.SOURCE_NOT_HEALTHY,
                hasFailed(checkContext, status)
                        + "; it was paused before its workers lost its plugin, and would be started on "
                        + checkContext.targetCluster(),
                "Stop it: a stopped connector can be moved, and its copy is left stopped; or resume it, if it is to run");
    }

    private static String hasFailed(CheckContext checkContext, ConnectorStatus status) {
        return checkContext.source() + " has failed: " + ConnectorConditions.describe(status)
                + ConnectorConditions.causeOfFailure(status, checkContext::withoutSecrets);
    }

    private static Problem partlyFailed(CheckContext checkContext, ConnectorStatus status) {
        return Problem.error(
                ProblemCode.SOURCE_NOT_HEALTHY,
                hasFailed(checkContext, status),
                "Restart what failed, or stop the connector: a stopped connector can be moved");
    }

    /** Workers show a connector that failed at its start like this, and go on to do so once it is stopped. */
    private static Problem withoutTasks(CheckContext checkContext, ConnectorStatus status) {
        return Problem.warning(
                ProblemCode.SOURCE_NOT_HEALTHY,
                hasFailed(checkContext, status)
                        + "; it is moved like one that is stopped, which it may be: it is stopped, and"
                        + " the target is left stopped",
                "Resume it on " + checkContext.targetCluster() + " after the move, if it is to run there");
    }

    private static Problem startedWithoutPlugin(CheckContext checkContext, ConnectorStatus status) {
        return Problem.warning(
                ProblemCode.SOURCE_NOT_HEALTHY,
                hasFailed(checkContext, status) + "; the workers of " + checkContext.sourceCluster()
                        + " lack its plugin, so that an undo would leave it failed, as it is. The target is started",
                "Stop it before the move if the target is to stay stopped; workers do not show whether a failed connector"
                        + " was paused, which KafkaOffsets with configTopic(…) does");
    }

    private static Problem stoppedBefore(CheckContext checkContext) {
        return Problem.warning(
                ProblemCode.SOURCE_ALREADY_STOPPED,
                checkContext.source()
                        + " is stopped already; a task whose poll had not returned by then may commit offsets"
                        + " for as long as that poll blocks",
                "Nothing to do if it was stopped longer ago than that; else wait, or move it while it runs or is paused");
    }
}
