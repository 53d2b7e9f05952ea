package io.connectmigrator.migration.internal.check;

import io.connectmigrator.lint.LintRules;
import io.connectmigrator.migration.internal.connector.CheckContext;
import io.connectmigrator.report.Problem;
import java.util.List;

/** What makes duplicates, or gaps, whatever the class of the connector. */
final class DuplicateRiskCheck implements Check {

    @Override
    public List<Problem> examine(CheckContext checkContext) {
        TransactionsRead transactions = new TransactionsRead(checkContext);
        return LintRules.examine(checkContext.configs().linted()).stream()
                .flatMap(transactions::judge)
                .toList();
    }
}
