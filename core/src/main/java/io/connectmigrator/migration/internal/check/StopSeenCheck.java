package io.connectmigrator.migration.internal.check;

import io.connectmigrator.connect.ConnectorStatus;
import io.connectmigrator.connect.TaskStatus;
import io.connectmigrator.migration.internal.connector.CheckContext;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The workers that have the tasks of the source should be known: only they tell when a task has ended, or was given up. The leader shows a
 * task of another worker as gone at once; the one that has the connector says that it is stopped after it has stopped its own tasks.
 */
final class StopSeenCheck implements Check {

    @Override
    public List<Problem> examine(CheckContext checkContext) {
        ConnectorStatus status = checkContext.sourceStatus();
        Set<String> workers = new TreeSet<>();
        status.tasks().stream()
                .map(TaskStatus::workerId)
                .filter(worker -> !worker.isEmpty())
                .forEach(workers::add);
        workers.remove(status.workerId());
        int known = checkContext.source().cluster().urls().size();
        boolean isSeen = workers.size() + 1 <= known
                || !checkContext.sourceCluster().capabilities().listOffsets()
                || checkContext.source().offsets().seesTasksEnd();
        return workers.isEmpty() || isSeen
                ? List.of()
                : List.of(Problem.warning(
                        ProblemCode.STOP_NOT_SEEN,
                        "tasks of " + checkContext.source() + " run on " + String.join(", ", workers)
                                + ", and the client has "
                                + known + (known == 1 ? " URL" : " URLs")
                                + ": how long they take to stop there may not be seen, and what one of them that takes long commits at"
                                + " last may be missed, so that records are there twice",
                        "Give the client of " + checkContext.sourceCluster()
                                + " the URL of each worker (url(…)), or its offsets with a statusTopic"));
    }
}
