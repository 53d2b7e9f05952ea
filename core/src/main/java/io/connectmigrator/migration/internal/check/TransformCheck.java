package io.connectmigrator.migration.internal.check;

import io.connectmigrator.migration.internal.connector.CheckContext;
import io.connectmigrator.migration.internal.connector.OriginalPartitions;
import io.connectmigrator.report.Problem;
import java.util.List;

/** What the plan changes in the offsets must be possible, and should not be in the way of a rollback. */
final class TransformCheck implements Check {

    @Override
    public List<Problem> examine(CheckContext checkContext) {
        return checkContext
                .given()
                .transformation()
                .map(transformation -> checkContext.given().offsets())
                .flatMap(given -> OriginalPartitions.obstacle(
                        checkContext.source(), checkContext.given().share(), given))
                .map(problem -> Problem.warning(problem.code(), problem.message(), problem.remedy()))
                .map(List::of)
                .orElse(List.of());
    }
}
