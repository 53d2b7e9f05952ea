package io.connectmigrator.migration.internal.readiness;

import io.connectmigrator.internal.DurationText;
import io.connectmigrator.migration.internal.connector.CheckContext;
import io.connectmigrator.migration.internal.connector.OriginalPartitions;
import io.connectmigrator.plan.internal.FailureLimit;
import io.connectmigrator.readiness.Evidence;
import io.connectmigrator.report.Problem;
import java.util.Optional;

/** What happens when a move goes wrong. */
final class RollbackQuestions {

    private RollbackQuestions() {}

    static Optional<Finding> wayBack(ReviewedConnector connector) {
        CheckContext checkContext = connector.checkContext();
        boolean open = checkContext.source().offsets().given().isPresent()
                || checkContext.sourceCluster().capabilities().alterOffsets();
        Optional<Problem> obstacle =
                open && checkContext.given().transformation().isPresent()
                        ? OriginalPartitions.obstacle(
                                checkContext.source(),
                                checkContext.given().share(),
                                checkContext.given().offsets())
                        : Optional.empty();
        if (obstacle.isPresent()) {
            return Optional.of(Finding.contradicted(
                    obstacle.get().remedy(),
                    connector.seenOnSource(obstacle.get().message())));
        }
        return Optional.of(
                open
                        ? Finding.known("", connector.seenOnSource("offsets can be written back"))
                        : Finding.contradicted(
                                "give the client of " + checkContext.sourceCluster()
                                        + " its offsets with offsetTransport(KafkaOffsets…), or upgrade its workers to 3.6",
                                connector.seenOnSource("its workers cannot alter offsets over REST")));
    }

    /** The downtime is always limited; a plan of one connector needs no limit of failures. */
    static Optional<Finding> stopConditions(ReviewedConnector connector) {
        FailureLimit limit = connector.settings().plan().failureLimit();
        boolean limited = limit.failures() != null || limit.share() != null;
        Evidence evidence = connector.seen("a connector may be down for "
                + DurationText.of(connector.settings().downtimeBudget()) + "; after failures others "
                + (limited ? "stay untouched" : "move on"));
        return Optional.of(
                limited || connector.settings().connectors() == 1
                        ? Finding.known("", evidence)
                        : Finding.contradicted(
                                "say stopAfterFailures(…) or stopAfterFailedShare(…) in the plan", evidence));
    }

    static Optional<Finding> journal(ReviewedConnector connector) {
        return Optional.of(
                connector.settings().durableJournal()
                        ? Finding.known("", connector.seen("it survives the process"))
                        : Finding.contradicted(
                                "give the migrator a journal in a directory, a topic or a database",
                                connector.seen("it is in memory")));
    }
}
