package io.connectmigrator.family;

import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import io.connectmigrator.report.Severity;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A problem that the connectors of a family have in a move under a condition.
 *
 * @param message the predicate of a sentence whose subject is the connector
 */
record Rule(ProblemCode code, Severity severity, Predicate<FamilyMove> condition, String message, String remedy) {

    static Rule error(ProblemCode code, Predicate<FamilyMove> condition, String message, String remedy) {
        return new Rule(code, Severity.ERROR, condition, message, remedy);
    }

    static Rule warning(ProblemCode code, Predicate<FamilyMove> condition, String message, String remedy) {
        return new Rule(code, Severity.WARNING, condition, message, remedy);
    }

    Optional<Problem> examine(String family, FamilyMove move) {
        return condition.test(move)
                ? Optional.of(new Problem(
                        code, severity, "connector '" + move.connector() + "' (" + family + ") " + message, remedy))
                : Optional.empty();
    }
}
