package io.connectmigrator.migration.internal.check;

import io.connectmigrator.migration.internal.connector.CheckContext;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.internal.Failures;
import java.util.ArrayList;
import java.util.List;

/**
 * Both clusters must answer, and so must the brokers that their transports read; the source must have the connector. Without
 * that there is nothing else to look at.
 */
final class AnsweringCheck implements Check {

    @Override
    public List<Problem> examine(CheckContext checkContext) {
        List<Problem> problems = new ArrayList<>();
        findingFailures(problems, () -> {
            checkContext.targetCluster().worker();
            checkContext.targetCluster().kafkaOfTransport();
        });
        findingFailures(problems, () -> {
            checkContext.sourceCluster().worker();
            checkContext.sourceCluster().kafkaOfTransport();
            checkContext.sourceConnector();
        });
        return problems;
    }

    private static void findingFailures(List<Problem> problems, Runnable reading) {
        try {
            reading.run();
        } catch (Throwable e) {
            problems.add(Failures.problem(e));
        }
    }
}
