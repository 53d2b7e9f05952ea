package io.connectmigrator.migration.internal.connector;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectClientException;
import io.connectmigrator.connect.ConnectorInfo;
import io.connectmigrator.connect.ConnectorType;
import io.connectmigrator.offset.OffsetSnapshot;
import java.util.List;
import java.util.Optional;

/**
 * Whether the workers of a cluster put all sinks into one consumer group, by {@code consumer.group.id} in their properties. Neither a config
 * nor an answer says so, but for sinks in one group the workers list the same offsets.
 */
final class WorkersGroup {

    /** From this many sinks on, those that all have committed nothing, or all read the same, are no longer told apart by more of them. */
    private static final int MOST_LOOKED_AT = 20;

    private final ConnectClient cluster;

    private WorkersGroup(ConnectClient cluster) {
        this.cluster = cluster;
    }

    /**
     * {@return whether the sinks whose configs name no group are in one group} Two that differ in what is listed for them are not, and
     * neither is any other. Two for which the same is listed are, if that has topics that one of them does not read. It is not known if
     * all read the same topics and have come equally far, or have committed nothing.
     */
    static Optional<Boolean> isOne(ClusterFacts facts) {
        try {
            return facts.capabilities().listOffsets()
                    ? new WorkersGroup(facts.cluster()).among(members(facts.connectors()))
                    : Optional.empty();
        } catch (ConnectClientException e) {
            return Optional.empty();
        }
    }

    /** {@return whether workers decide about the group of a sink, and list what is in it} */
    static boolean decidesAbout(ConnectorInfo connector) {
        return connector.type() == ConnectorType.SINK
                && !GroupSharing.hasOwnGroup(connector.offsetOwner())
                && SinkKafka.isGroupOverRest(connector.offsetOwner());
    }

    private static List<ConnectorInfo> members(List<ConnectorInfo> connectors) {
        return connectors.stream()
                .filter(WorkersGroup::decidesAbout)
                .limit(MOST_LOOKED_AT)
                .toList();
    }

    private Optional<Boolean> among(List<ConnectorInfo> sinks) {
        return sinks.stream()
                .skip(1)
                .map(other -> compare(sinks.get(0), other))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<Boolean> compare(ConnectorInfo one, ConnectorInfo other) {
        OffsetSnapshot first = listed(one);
        OffsetSnapshot ofOther = listed(other);
        if (first.isEmpty() && ofOther.isEmpty()) {
            return Optional.empty();
        }
        if (!GroupSharing.isBetween(first, ofOther, listed(one))) {
            return Optional.of(false);
        }
        boolean isForeign = hasForeignTopics(one, first) || hasForeignTopics(other, ofOther);
        return Optional.of(true).filter(same -> isForeign);
    }

    private static boolean hasForeignTopics(ConnectorInfo sink, OffsetSnapshot listed) {
        return !GroupSharing.foreignTopics(sink.offsetOwner(), listed).isEmpty();
    }

    private OffsetSnapshot listed(ConnectorInfo sink) {
        return cluster.restOffsets().peekOffsets(sink.offsetOwner());
    }
}
