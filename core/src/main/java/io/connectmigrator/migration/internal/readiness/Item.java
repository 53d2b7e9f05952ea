package io.connectmigrator.migration.internal.readiness;

import io.connectmigrator.readiness.ReadinessItem;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.internal.Failures;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * How an item is found out for a connector.
 *
 * @param item the item
 * @param lift what a rehearsal does to its score
 * @param testable whether it can be tested with what the clients of the clusters were given; otherwise it is 1 at most
 * @param question finds it out; empty if the item does not apply to the connector
 */
record Item(
        ReadinessItem item,
        Lift lift,
        Predicate<ReviewedConnector> testable,
        Function<ReviewedConnector, Optional<Finding>> question) {

    static Item of(ReadinessItem item, Lift lift, Function<ReviewedConnector, Optional<Finding>> question) {
        return new Item(item, lift, connector -> true, question);
    }

    /** {@return the same, which is 1 at most unless a condition holds} */
    Item testableIf(Predicate<ReviewedConnector> condition) {
        return new Item(item, lift, condition, question);
    }

    /** {@return whether the item can be 2} What cannot be asked does not limit it. */
    boolean isTestable(ReviewedConnector connector) {
        try {
            return testable.test(connector);
        } catch (Throwable e) {
            return true;
        }
    }

    /** {@return what is found; a question that cannot be asked is a finding too} */
    Optional<Finding> ask(ReviewedConnector connector) {
        try {
            return question.apply(connector);
        } catch (Throwable e) {
            Problem why = Failures.problem(e);
            return Optional.of(Finding.failed(why.remedy(), connector.seen("not known: " + why.message())));
        }
    }
}
