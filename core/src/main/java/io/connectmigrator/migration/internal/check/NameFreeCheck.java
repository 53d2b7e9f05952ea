package io.connectmigrator.migration.internal.check;

import io.connectmigrator.migration.internal.connector.CheckContext;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.util.List;

/** The connector's name on the target must be free. */
final class NameFreeCheck implements Check {

    @Override
    public List<Problem> examine(CheckContext checkContext) {
        return checkContext
                .targetConnector()
                .map(found -> Problem.error(
                        ProblemCode.NAME_TAKEN,
                        checkContext.targetCluster() + " already has a connector '" + found.name() + "'",
                        "Delete it there if it is not needed, or move the connector under another name with rename(…)"))
                .map(List::of)
                .orElse(List.of());
    }
}
