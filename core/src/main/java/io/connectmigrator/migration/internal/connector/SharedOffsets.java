package io.connectmigrator.migration.internal.connector;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.offset.OffsetOwner;
import io.connectmigrator.offset.OffsetTransport;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import io.connectmigrator.report.internal.StepFailedException;
import java.util.Optional;

/**
 * Whether both sides of a move have the very same offsets, so that writing to the one would change the other: sinks in one
 * consumer group, and sources that keep their name and a topic of their own.
 */
public final class SharedOffsets {

    private static final String OWN_TOPIC = "offsets.storage.topic";
    private static final String OTHER_KAFKA = "producer.override.bootstrap.servers";
    private static final String OWN_GROUP = "consumer.override.group.id";

    private static final String LET_IT_BE_KNOWN =
            "Give both clients the offsets of their cluster with offsetTransport(KafkaOffsets…), which asks the brokers";

    private static final String NAME_BROKERS =
            "Give the client of the workers on one of these Kafka clusters its brokers, with offsetTransport(KafkaOffsets…) or"
                    + " topics(KafkaTopics…), or set the same consumer.override.bootstrap.servers on both sides: on the source"
                    + " before the move";

    private SharedOffsets() {}

    /** @throws StepFailedException if it cannot be told: to take one place for two would delete the offsets of the source */
    static boolean between(CheckContext checkContext) {
        if (checkContext.crossing().isPresent()) {
            return false;
        }
        boolean found = checkContext.isSink()
                || checkContext.connector().equals(checkContext.target().connector());
        Optional<String> from = place(checkContext.source(), checkContext.sourceOwner());
        Optional<String> to = place(checkContext.target(), checkContext.targetOwner());
        if (from.isPresent() && to.isPresent()) {
            return found && from.equals(to);
        }
        Optional<Boolean> oneKafka = SameKafka.of(checkContext);
        boolean shared = found
                && oneKafka.orElse(true)
                && (checkContext.isSink() ? oneGroup(checkContext) : oneTopic(checkContext));
        if (shared && oneKafka.isEmpty()) {
            throw unknown(
                    unknown(checkContext) + ", so that '" + checkContext.connector()
                            + "' may have the same offsets on both",
                    letItBeKnown(checkContext));
        }
        return shared;
    }

    private static Optional<String> place(ConnectorCopy copy, OffsetOwner owner) {
        return copy.offsets().given().flatMap((OffsetTransport given) -> given.location(owner));
    }

    private static boolean oneGroup(CheckContext checkContext) {
        return same(
                checkContext,
                OWN_GROUP,
                GroupSharing.group(checkContext.sourceOwner()),
                GroupSharing.group(checkContext.targetOwner()));
    }

    /** What a placeholder stands for is known to the workers only: two different texts may be one value. */
    private static boolean same(CheckContext checkContext, String key, String from, String to) {
        if (!from.equals(to) && (from.contains("${") || to.contains("${"))) {
            throw unknown(
                    "'" + checkContext.connector() + "' has a placeholder in " + key
                            + ", so that it may have the same offsets on both clusters",
                    "Write the value itself, or the same placeholder on both sides");
        }
        return from.equals(to);
    }

    private static StepFailedException unknown(String message, String remedy) {
        return new StepFailedException(Problem.error(ProblemCode.OFFSETS_PLACE_UNKNOWN, message, remedy));
    }

    private static boolean oneTopic(CheckContext checkContext) {
        ConnectorConfig from = checkContext.sourceConnector().config();
        ConnectorConfig to = checkContext.targetConfig();
        return from.containsKey(OWN_TOPIC)
                && to.containsKey(OWN_TOPIC)
                && BrokerAddresses.in(from, OTHER_KAFKA).equals(BrokerAddresses.in(to, OTHER_KAFKA))
                && same(checkContext, OWN_TOPIC, from.getOrDefault(OWN_TOPIC, ""), to.getOrDefault(OWN_TOPIC, ""));
    }

    /** {@return in words that it is not known whether both copies have their offsets on one Kafka cluster} */
    public static String unknown(CheckContext checkContext) {
        if (dependsOnBrokers(checkContext)) {
            return checkContext.source() + " reads from "
                    + brokers(checkContext.sourceConnector().config()) + ", " + checkContext.target() + " from "
                    + brokers(checkContext.targetConfig()) + ", and it is not known whether that is one Kafka cluster";
        }
        return "workers do not say whether " + checkContext.sourceCluster() + " and " + checkContext.targetCluster()
                + " stand on one Kafka cluster";
    }

    /** {@return what helps where it cannot be told whether the Kafka clusters are the same} */
    public static String letItBeKnown(CheckContext checkContext) {
        return dependsOnBrokers(checkContext) ? NAME_BROKERS : LET_IT_BE_KNOWN;
    }

    private static boolean dependsOnBrokers(CheckContext checkContext) {
        return checkContext.isSink() && SinkKafka.namesBrokers(checkContext);
    }

    private static String brokers(ConnectorConfig config) {
        return SinkKafka.named(config).orElse("the brokers of its workers");
    }
}
