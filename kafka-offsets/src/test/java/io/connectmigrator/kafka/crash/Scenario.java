package io.connectmigrator.kafka.crash;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.kafka.crash.Instructions.Call;
import io.connectmigrator.lab.Broker;
import io.connectmigrator.lab.ConnectCluster;
import io.connectmigrator.lab.KafkaVersion;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.moving.TestedConnector;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The kind of connectors, the versions of both clusters, the transport, and the call that is disturbed. */
enum Scenario {
    SOURCE_OVER_REST(KafkaVersion.V4_3, KafkaVersion.V3_9, Call.MIGRATE),
    SOURCE_THROUGH_THE_TOPIC(KafkaVersion.V3_6, KafkaVersion.V4_3, Call.MIGRATE),
    PAUSED_SOURCE(KafkaVersion.V4_3, KafkaVersion.V3_9, Call.MIGRATE),
    SINK(KafkaVersion.V4_3, KafkaVersion.V3_9, Call.MIGRATE),
    SINK_ACROSS(KafkaVersion.V4_3, KafkaVersion.V4_3, Call.MIGRATE),
    ROLLBACK(KafkaVersion.V4_3, KafkaVersion.V3_9, Call.ROLL_BACK),
    ROLLBACK_ACROSS(KafkaVersion.V4_3, KafkaVersion.V4_3, Call.ROLL_BACK),
    MERGE_OF_FIVE(KafkaVersion.V4_3, KafkaVersion.V3_9, Call.MIGRATE),
    ROLLBACK_MERGE_OF_FIVE(KafkaVersion.V4_3, KafkaVersion.V3_9, Call.ROLL_BACK),
    /** On the cluster where it is. */
    SPLIT(KafkaVersion.V4_3, KafkaVersion.V4_3, Call.MIGRATE),
    REHEARSAL_OF_SOURCE(KafkaVersion.V4_3, KafkaVersion.V3_9, Call.REHEARSE),
    REHEARSAL_THROUGH_THE_TOPIC(KafkaVersion.V3_6, KafkaVersion.V4_3, Call.REHEARSE),
    REHEARSAL_OF_SINK(KafkaVersion.V4_3, KafkaVersion.V3_9, Call.REHEARSE);

    /** Other tests have workers of this version too. Starting others takes longer than an attempt, so only a run of all points does it. */
    private static final KafkaVersion SHARED = KafkaVersion.V4_3;

    private static final Set<Scenario> NOT_IN_SAMPLE = EnumSet.of(ROLLBACK_MERGE_OF_FIVE, SPLIT);

    private static final int MEMBERS = 5;
    private static final int PARTS = 2;

    private final KafkaVersion from;
    private final KafkaVersion to;
    private final Call call;

    Scenario(KafkaVersion from, KafkaVersion to, Call call) {
        this.from = from;
        this.to = to;
        this.call = call;
    }

    /** {@return the scenarios that the property {@code crash.scenarios} names, separated by commas; nothing without it} */
    static List<Scenario> named() {
        String names = System.getProperty("crash.scenarios", "");
        return names.isEmpty()
                ? List.of()
                : Stream.of(names.split(",", -1)).map(Scenario::valueOf).toList();
    }

    /** {@return those of which a sample chooses: one of those with several connectors, which take longest} */
    static List<Scenario> ofSample() {
        return new ArrayList<>(EnumSet.complementOf(EnumSet.copyOf(NOT_IN_SAMPLE)));
    }

    Call call() {
        return call;
    }

    /** {@return the state that each connector is in before, and therefore afterwards} */
    ConnectorState state() {
        return this == PAUSED_SOURCE ? ConnectorState.PAUSED : ConnectorState.RUNNING;
    }

    ConnectCluster source(Laboratory lab) {
        return lab.cluster("source", Matrix.EVERY_POINT ? from : SHARED);
    }

    ConnectCluster target(Laboratory lab) {
        if (isInPlace()) {
            return source(lab);
        }
        if (isAcross()) {
            return lab.cluster("target-elsewhere", elsewhere(lab));
        }
        return lab.cluster("target", Matrix.EVERY_POINT ? to : SHARED);
    }

    /** {@return whether the source and the target are one Connect cluster} */
    boolean isInPlace() {
        return this == SPLIT;
    }

    /** {@return about how many points there are: that differs a little from run to run, since a worker is asked as often as it takes} */
    int points() {
        return switch (this) {
            case MERGE_OF_FIVE, ROLLBACK_MERGE_OF_FIVE -> 500;
            case SPLIT -> 250;
            default -> 130;
        };
    }

    /** {@return whether the target is on another Kafka cluster, to which records are copied} */
    boolean isAcross() {
        return this == SINK_ACROSS || this == ROLLBACK_ACROSS;
    }

    /** {@return the brokers of both Kafka clusters of a move across them, else nothing} */
    List<String> bridged(Laboratory lab) {
        return isAcross()
                ? List.of(lab.kafka().bootstrapServers(), elsewhere(lab).bootstrapServers())
                : List.of();
    }

    private static Broker elsewhere(Laboratory lab) {
        return lab.kafka("elsewhere");
    }

    Instructions.Site site(ConnectCluster cluster, String url) {
        return isThroughTheTopic()
                ? Instructions.Site.withTopic(cluster, url)
                : Instructions.Site.overRest(cluster, url);
    }

    private boolean isThroughTheTopic() {
        return this == SOURCE_THROUGH_THE_TOPIC || this == REHEARSAL_THROUGH_THE_TOPIC;
    }

    /** {@return what is migrated, yet to be started} */
    MovingConnector connector(Laboratory lab, ConnectClient source, ConnectClient target) {
        TestedConnector tested = new TestedConnector(lab, source, target);
        return switch (this) {
            case SINK, REHEARSAL_OF_SINK -> new MovingSink(lab, source, target, null);
            case SINK_ACROSS, ROLLBACK_ACROSS -> new MovingSink(lab, source, target, elsewhere(lab));
            // An order of fields that REST does not keep.
            case SOURCE_THROUGH_THE_TOPIC, REHEARSAL_THROUGH_THE_TOPIC ->
                new MovingSource(lab, tested, "partition.map", "linked", "partition.fields", "id,zone");
            case MERGE_OF_FIVE, ROLLBACK_MERGE_OF_FIVE -> new ReshapedSources(lab, source, target, MEMBERS, 1);
            case SPLIT -> new ReshapedSources(lab, source, target, 1, PARTS);
            case SOURCE_OVER_REST, PAUSED_SOURCE, ROLLBACK, REHEARSAL_OF_SOURCE -> new MovingSource(lab, tested);
        };
    }
}
