package io.connectmigrator.migration;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.offset.OffsetOwner;
import io.connectmigrator.offset.OffsetTransport;
import java.util.Optional;

/**
 * Whether both sides of a move have the very same offsets, so that writing to the one would change the other: sinks in one
 * consumer group, and sources that keep their name and a topic of their own.
 */
final class SharedOffsets {

    private static final String OWN_TOPIC = "offsets.storage.topic";
    private static final String OTHER_KAFKA = "producer.override.bootstrap.servers";
    private static final String OWN_GROUP = "consumer.override.group.id";

    private SharedOffsets() {}

    static boolean between(Survey survey) {
        boolean found =
                survey.isSink() || survey.connector().equals(survey.target().connector());
        Optional<String> from = place(survey.source(), survey.sourceOwner());
        Optional<String> to = place(survey.target(), survey.targetOwner());
        if (from.isPresent() && to.isPresent()) {
            return found && from.equals(to);
        }
        return found && survey.onOneKafkaCluster() && (survey.isSink() ? oneGroup(survey) : oneTopic(survey));
    }

    private static Optional<String> place(Side side, OffsetOwner owner) {
        return side.offsets().given().flatMap((OffsetTransport given) -> given.place(owner));
    }

    private static boolean oneGroup(Survey survey) {
        return group(survey.connector(), survey.sourceConnector().config())
                .equals(group(survey.target().connector(), survey.targetConfig()));
    }

    private static String group(String connector, ConnectorConfig config) {
        return config.getOrDefault(OWN_GROUP, "connect-" + connector);
    }

    private static boolean oneTopic(Survey survey) {
        ConnectorConfig from = survey.sourceConnector().config();
        ConnectorConfig to = survey.targetConfig();
        return from.containsKey(OWN_TOPIC)
                && from.getOrDefault(OWN_TOPIC, "").equals(to.getOrDefault(OWN_TOPIC, ""))
                && from.getOrDefault(OTHER_KAFKA, "").equals(to.getOrDefault(OTHER_KAFKA, ""));
    }
}
