package io.connectmigrator.migration.internal.readiness;

import io.connectmigrator.internal.Figures;
import io.connectmigrator.readiness.Evidence;
import java.util.Optional;

/** The members of the consumer group that a sink will have. */
final class GroupQuestions {

    private GroupQuestions() {}

    static Optional<Finding> members(ReviewedConnector connector) {
        return connector.isSink()
                ? Optional.of(PositionQuestions.viewOfSink(connector)
                        .map(view -> members(connector, view))
                        .orElseGet(() -> Finding.unknown(TopicQuestions.giveTopics(connector))))
                : Optional.empty();
    }

    /** In a group that both copies share, the members are the tasks of the source until it is stopped. */
    private static Finding members(ReviewedConnector connector, KafkaView view) {
        boolean shared = connector.checkContext().sharesOffsets();
        int own = shared ? connector.tasks() : 0;
        int members = view.members(connector.group());
        Evidence evidence = connector.seenOnTarget(Figures.count(members, "member is", "members are") + " in group "
                + connector.group()
                + (shared ? ", and the source has " + Figures.count(own, "task", "tasks") : ""));
        return members <= own
                ? Finding.tested(evidence)
                : Finding.contradicted(
                        "stop the other consumers, or give the connector a group of its own with"
                                + " config(\"consumer.override.group.id\", …)",
                        evidence);
    }

    static boolean isReadable(ReviewedConnector connector) {
        return PositionQuestions.viewOfSink(connector).isPresent();
    }
}
