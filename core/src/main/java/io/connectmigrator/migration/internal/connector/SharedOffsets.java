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

    /** What helps where it cannot be told whether the Kafka clusters are the same. */
    public static final String LET_IT_BE_KNOWN =
            "Give both clients the offsets of their cluster with offsetTransport(KafkaOffsets…), which asks the brokers";

    private SharedOffsets() {}

    /** @throws StepFailedException if it cannot be told: to take one place for two would delete the offsets of the source */
    static boolean between(CheckContext survey) {
        boolean found =
                survey.isSink() || survey.connector().equals(survey.target().connector());
        Optional<String> from = place(survey.source(), survey.sourceOwner());
        Optional<String> to = place(survey.target(), survey.targetOwner());
        if (from.isPresent() && to.isPresent()) {
            return found && from.equals(to);
        }
        boolean shared =
                found && !survey.onTwoKafkaClusters() && (survey.isSink() ? oneGroup(survey) : oneTopic(survey));
        if (shared && !survey.onOneKafkaCluster()) {
            throw unknown(
                    unknown(survey) + ", so that '" + survey.connector() + "' may have the same offsets on both",
                    LET_IT_BE_KNOWN);
        }
        return shared;
    }

    private static Optional<String> place(ConnectorCopy side, OffsetOwner owner) {
        return side.offsets().given().flatMap((OffsetTransport given) -> given.place(owner));
    }

    private static boolean oneGroup(CheckContext survey) {
        return same(
                survey, OWN_GROUP, GroupSharing.group(survey.sourceOwner()), GroupSharing.group(survey.targetOwner()));
    }

    /** What a placeholder stands for is known to the workers only: two different texts may be one value. */
    private static boolean same(CheckContext survey, String key, String from, String to) {
        if (!from.equals(to) && (from.contains("${") || to.contains("${"))) {
            throw unknown(
                    "'" + survey.connector() + "' has a placeholder in " + key
                            + ", so that it may have the same offsets on both clusters",
                    "Write the value itself, or the same placeholder on both sides");
        }
        return from.equals(to);
    }

    private static StepFailedException unknown(String message, String remedy) {
        return new StepFailedException(Problem.error(ProblemCode.OFFSETS_PLACE_UNKNOWN, message, remedy));
    }

    private static boolean oneTopic(CheckContext survey) {
        ConnectorConfig from = survey.sourceConnector().config();
        ConnectorConfig to = survey.targetConfig();
        return from.containsKey(OWN_TOPIC)
                && to.containsKey(OWN_TOPIC)
                && BrokerAddresses.in(from, OTHER_KAFKA).equals(BrokerAddresses.in(to, OTHER_KAFKA))
                && same(survey, OWN_TOPIC, from.getOrDefault(OWN_TOPIC, ""), to.getOrDefault(OWN_TOPIC, ""));
    }

    /** {@return in words that it is not known whether both clusters stand on one Kafka cluster} */
    public static String unknown(CheckContext survey) {
        return "workers do not say whether " + survey.sourceCluster() + " and " + survey.targetCluster()
                + " stand on one Kafka cluster";
    }
}
