package io.connectmigrator.migration.internal.check;

import io.connectmigrator.migration.internal.connector.CheckContext;
import io.connectmigrator.report.Problem;
import java.util.List;

/** There must be a transport that writes the offsets to the target without damage. */
final class TransportsCheck implements Check {

    @Override
    public List<Problem> examine(CheckContext checkContext) {
        checkContext.given().writing();
        return List.of();
    }
}
