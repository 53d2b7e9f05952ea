package io.connectmigrator.migration.internal.readiness;

import io.connectmigrator.connect.ConnectorStatus;
import io.connectmigrator.migration.internal.connector.ConnectorConditions;
import io.connectmigrator.readiness.Evidence;
import java.util.Optional;

/** How a connector is before it is moved. */
final class BaselineQuestions {

    private BaselineQuestions() {}

    static Optional<Finding> healthy(ReviewedConnector connector) {
        Sample first = Sample.first(connector.checkContext());
        ConnectorStatus status = first.status();
        Evidence evidence = connector.seenOnSource(ConnectorConditions.describe(status));
        if (ConnectorConditions.hasFailed(status)) {
            return Optional.of(Finding.contradicted("restart what failed", evidence));
        }
        return Optional.of(first.runs() ? Finding.tested(evidence) : Finding.known("ask while it runs", evidence));
    }

    static Optional<Finding> samples(ReviewedConnector connector) {
        Sample first = Sample.first(connector.checkContext());
        Optional<Sample> second = connector.later();
        if (second.isEmpty()) {
            return Optional.of(Finding.known(
                    "ask for two samples with readiness(plan, Duration)",
                    connector.seenOnSource(
                            "one sample: offsets of " + first.offsets().size() + " partitions")));
        }
        Sample later = second.get();
        boolean stayed = first.workers().equals(later.workers());
        Evidence evidence = connector.seenOnSource("two samples: the offsets of " + later.movedSince(first) + " of "
                + later.offsets().size() + " partitions have moved on, "
                + (stayed ? "and every task is on the same worker" : "and tasks are on other workers"));
        return Optional.of(
                stayed && first.runs() && later.runs()
                        ? Finding.tested(evidence)
                        : Finding.known("ask while it runs and the workers do not rebalance", evidence));
    }
}
