package io.connectmigrator.family;

import io.connectmigrator.report.DuplicateRule;
import io.connectmigrator.report.Severity;
import java.util.function.Predicate;

/** A sink that writes a record a second time when it is delivered again. */
final class RedeliveryRisk {

    private RedeliveryRisk() {}

    static Rule of(Predicate<FamilyMove> condition, String how, String remedy) {
        return Rule.risk(
                DuplicateRule.D13,
                Severity.INFO,
                condition,
                how
                        + ": records that it has written and not committed when it stops are delivered again, as at every restart",
                remedy);
    }
}
