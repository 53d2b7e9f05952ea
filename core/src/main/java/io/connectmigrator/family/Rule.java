package io.connectmigrator.family;

import io.connectmigrator.report.DuplicateRule;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import io.connectmigrator.report.Severity;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A problem that the connectors of a family have in a move under a condition.
 *
 * @param message the predicate of a sentence whose subject is the connector
 * @param number its number in the list of rules about duplicates, or null if it is not in it
 */
record Rule(
        ProblemCode code,
        Severity severity,
        Predicate<FamilyMove> condition,
        String message,
        String remedy,
        @Nullable DuplicateRule number) {

    static Rule error(ProblemCode code, Predicate<FamilyMove> condition, String message, String remedy) {
        return new Rule(code, Severity.ERROR, condition, message, remedy, null);
    }

    static Rule warning(ProblemCode code, Predicate<FamilyMove> condition, String message, String remedy) {
        return new Rule(code, Severity.WARNING, condition, message, remedy, null);
    }

    /** {@return a rule about duplicates, of the library's own list} */
    static Rule risk(
            DuplicateRule number, Severity severity, Predicate<FamilyMove> condition, String message, String remedy) {
        return new Rule(ProblemCode.DUPLICATE_RISK, severity, condition, message, remedy, number);
    }

    /** {@return the same rule with its number in the list of those about duplicates} */
    Rule as(DuplicateRule inList) {
        return new Rule(code, severity, condition, message, remedy, inList);
    }

    Optional<Problem> examine(String family, FamilyMove move) {
        return condition.test(move)
                ? Optional.of(new Problem(
                        code,
                        severity,
                        "connector '" + move.connector() + "' (" + family + ") " + message,
                        remedy,
                        number))
                : Optional.empty();
    }
}
