package io.connectmigrator.migration.internal.readiness;

import io.connectmigrator.family.ConnectorFamily;
import io.connectmigrator.migration.internal.connector.CheckContext;
import io.connectmigrator.migration.internal.connector.ConnectorTopics;
import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.plan.EmptyOffsets;
import io.connectmigrator.plan.ExistingOffsets;
import io.connectmigrator.readiness.Evidence;
import io.connectmigrator.report.ProblemCode;
import io.connectmigrator.report.TransportChoice;
import io.connectmigrator.report.internal.StepFailedException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where a connector resumes. */
final class OffsetQuestions {

    private OffsetQuestions() {}

    static Optional<Finding> decided(ReviewedConnector connector) {
        CheckContext checkContext = connector.checkContext();
        OffsetSnapshot offsets = checkContext.sourceOffsets();
        Evidence evidence = connector.seenOnSource("offsets of " + offsets.size() + " partitions");
        if (offsets.offsets().stream().anyMatch(offset -> offset.isNull())) {
            return Optional.of(Finding.contradicted(
                    "find out why a worker shows no offset for a partition that it lists", evidence));
        }
        if (offsets.isEmpty() && checkContext.family().emptyOffsets() == EmptyOffsets.REFUSE) {
            return Optional.of(Finding.contradicted(
                    "wait until it has committed offsets, or say emptyOffsets(ALLOW) in the plan", evidence));
        }
        return Optional.of(Finding.known("", evidence));
    }

    static Optional<Finding> keys(ReviewedConnector connector) {
        try {
            TransportChoice choice = connector.checkContext().given().writing();
            return Optional.of(Finding.tested(connector.seenOnTarget(choice.toString())));
        } catch (StepFailedException e) {
            return Optional.of(Finding.contradicted(
                    e.problem().remedy(), connector.seenOnTarget(e.problem().message())));
        }
    }

    /** What a plan changes is found out with the offsets that the source has now. */
    static Optional<Finding> transform(ReviewedConnector connector) {
        CheckContext checkContext = connector.checkContext();
        if (checkContext.given().transformation().isEmpty()) {
            return Optional.empty();
        }
        try {
            Set<ConnectorOffset> before =
                    Set.copyOf(checkContext.sourceOffsets().offsets());
            List<ConnectorOffset> given = checkContext.given().offsets().offsets();
            long changed =
                    given.stream().filter(offset -> !before.contains(offset)).count();
            return Optional.of(Finding.known(
                    "",
                    connector.seenOnTarget(
                            "the plan changes the offsets of " + changed + " of " + given.size() + " partitions")));
        } catch (StepFailedException e) {
            return Optional.of(Finding.contradicted(
                    e.problem().remedy(), connector.seenOnTarget(e.problem().message())));
        }
    }

    static Optional<Finding> identity(ReviewedConnector connector) {
        if (connector.isSink() || connector.checkContext().sourceOffsets().isEmpty()) {
            return Optional.empty();
        }
        OffsetSnapshot offsets = connector.checkContext().given().offsets();
        return connector
                .problem(ProblemCode.IDENTITY_CHANGED)
                .map(problem -> Finding.contradicted(problem.remedy(), connector.seenOnTarget(problem.message())))
                .or(() -> Optional.of(
                        connector
                                        .checkContext()
                                        .family()
                                        .ofTarget()
                                        .filter(family -> isKnownTo(family, connector, offsets))
                                        .isPresent()
                                ? Finding.tested(connector.seenOnTarget(
                                        "the config asks for the " + offsets.size() + " partitions that have offsets"))
                                : Finding.known(
                                        "add a ConnectorFamily that knows the partitions of the class",
                                        connector.seenOnTarget(
                                                "no setting is changed whose value is in a partition; what the class asks"
                                                        + " for is not known"))));
    }

    private static boolean isKnownTo(ConnectorFamily family, ReviewedConnector connector, OffsetSnapshot offsets) {
        return offsets.offsets().stream()
                .allMatch(offset -> family.asksFor(connector.targetConfig(), offset.partition())
                        .isPresent());
    }

    /** Over REST they are seen only once the connector is there. */
    static Optional<Finding> leftovers(ReviewedConnector connector) {
        CheckContext checkContext = connector.checkContext();
        if (checkContext.sharesOffsets()) {
            return Optional.empty();
        }
        if (!seesLeftovers(connector)) {
            return Optional.of(Finding.known(
                    "give the client of " + checkContext.targetCluster()
                            + " its offsets with offsetTransport(KafkaOffsets…); a migration looks once it has created the"
                            + " connector, before the source is stopped",
                    connector.seenOnTarget("not seen over REST before the connector is created")));
        }
        OffsetSnapshot found = checkContext.targetOffsets();
        Evidence evidence = connector.seenOnTarget("offsets of " + found.size() + " partitions are there");
        return Optional.of(
                found.isEmpty() || checkContext.plan().existingOffsets() == ExistingOffsets.REPLACE
                        ? Finding.tested(evidence)
                        : Finding.contradicted("say existingOffsets(REPLACE) in the plan, or delete them", evidence));
    }

    /** {@return whether offsets on the target can be seen before there is a connector} */
    static boolean seesLeftovers(ReviewedConnector connector) {
        return connector.checkContext().target().offsets().given().isPresent();
    }

    static Optional<Finding> elsewhere(ReviewedConnector connector) {
        Optional<ConnectorFamily> family = connector.checkContext().family().ofTarget();
        if (family.isEmpty()) {
            return Optional.of(Finding.unknown(
                    "add a ConnectorFamily that says where the class keeps state",
                    connector.seen("no family knows where the class keeps state beside its offsets")));
        }
        List<String> places = family.get().stateElsewhere(connector.targetConfig());
        return Optional.of(
                places.isEmpty()
                        ? Finding.tested(
                                connector.seen("connectors of " + family.get().name() + " keep none"))
                        : Finding.known(
                                "",
                                connector.seen("connectors of " + family.get().name() + " also keep: "
                                        + String.join(", ", places))));
    }

    static Optional<Finding> upstream(ReviewedConnector connector) {
        return connector.isSink()
                        || ConnectorTopics.copiedFrom(connector.targetConfig()).isPresent()
                        || connector.checkContext().sourceOffsets().isEmpty()
                ? Optional.empty()
                : Optional.of(Finding.unknown(""));
    }

    static Optional<Finding> downstream(ReviewedConnector connector) {
        return connector.isSink() || !connector.checkContext().onTwoKafkaClusters()
                ? Optional.empty()
                : Optional.of(Finding.unknown("", connector.seen("the two sides stand on different Kafka clusters")));
    }
}
