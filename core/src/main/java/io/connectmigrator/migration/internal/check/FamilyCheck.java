package io.connectmigrator.migration.internal.check;

import io.connectmigrator.migration.internal.connector.CheckContext;
import io.connectmigrator.report.Problem;
import java.util.List;

/** What the family of the connector knows about the move. */
final class FamilyCheck implements Check {

    @Override
    public List<Problem> examine(CheckContext checkContext) {
        TransactionsRead transactions = new TransactionsRead(checkContext);
        return checkContext.family().findings(checkContext.sourceOffsets()).stream()
                .flatMap(transactions::judge)
                .toList();
    }
}
