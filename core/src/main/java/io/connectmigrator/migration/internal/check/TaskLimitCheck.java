package io.connectmigrator.migration.internal.check;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.migration.internal.connector.CheckContext;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.util.List;

/**
 * A connector must not make more tasks than it is allowed: workers before 3.8 let it, later ones fail it (KIP-1004). One that does so
 * on the source will do so on the target.
 */
final class TaskLimitCheck implements Check {

    private static final String ENFORCE = "tasks.max.enforce";

    @Override
    public List<Problem> examine(CheckContext checkContext) {
        int tasks = checkContext.sourceConnector().tasks().size();
        ConnectorConfig config = checkContext.targetConfig();
        boolean exceeds = tasks > limit(checkContext.sourceConnector().config()) && tasks > limit(config);
        if (!exceeds || !enforcesLimit(checkContext, config)) {
            return List.of();
        }
        return List.of(Problem.error(
                ProblemCode.TOO_MANY_TASKS,
                "'" + checkContext.connector() + "' makes " + tasks
                        + " tasks, more than the tasks.max of its config: the workers of "
                        + checkContext.targetCluster()
                        + " would fail it",
                "Set tasks.max to " + tasks + " with config((name, config) -> config.with(\"tasks.max\", \"" + tasks
                        + "\")), or tasks.max.enforce to false"));
    }

    private static boolean enforcesLimit(CheckContext checkContext, ConnectorConfig config) {
        return checkContext.configs().canBeValidated()
                && checkContext.configs().targetValidation().knownKeys().contains(ENFORCE)
                && !config.getOrDefault(ENFORCE, "true").strip().equalsIgnoreCase("false");
    }

    /** {@return the limit; none where the config has a placeholder} */
    private static int limit(ConnectorConfig config) {
        try {
            return Integer.parseInt(config.getOrDefault("tasks.max", "1").strip());
        } catch (NumberFormatException e) {
            return Integer.MAX_VALUE;
        }
    }
}
