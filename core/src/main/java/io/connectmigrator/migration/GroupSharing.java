package io.connectmigrator.migration;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.connect.ConnectorInfo;
import io.connectmigrator.connect.ConnectorType;
import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetOwner;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Which sinks of a cluster are in one consumer group. A reset over REST deletes the whole group, with the offsets of every sink
 * in it.
 */
final class GroupSharing {

    private static final String OWN_GROUP = "consumer.override.group.id";

    private GroupSharing() {}

    /** {@return the group of a sink, unless its workers are configured with one for all} */
    static String group(String connector, ConnectorConfig config) {
        return config.getOrDefault(OWN_GROUP, "connect-" + connector);
    }

    /** {@return the other sinks that are in the group of this one, as their configs say} */
    static List<String> others(String connector, ConnectorConfig config, Stream<ConnectorInfo> cluster) {
        String group = group(connector, config);
        return cluster.filter(other -> other.type() == ConnectorType.SINK
                        && !other.name().equals(connector)
                        && group(other.name(), other.config()).equals(group))
                .map(ConnectorInfo::name)
                .sorted()
                .toList();
    }

    /** @throws StepFailedException if a reset over REST would delete the offsets of other sinks too */
    static void requireAlone(ConnectClient cluster, OffsetOwner sink) {
        ConnectorConfig config = ConnectorConfig.of(sink.config());
        List<ConnectorOffset> foreign = config.containsKey(OWN_GROUP) ? List.of() : foreign(cluster, sink);
        if (foreign.isEmpty() && !config.containsKey(OWN_GROUP)) {
            return;
        }
        List<ConnectorInfo> infos = cluster.connectors();
        List<String> others = others(sink.connector(), config, infos.stream());
        if (others.isEmpty()) {
            others = infos.stream()
                    .filter(other -> isInGroupOfWorkers(cluster, other, sink, foreign))
                    .map(ConnectorInfo::name)
                    .limit(1)
                    .toList();
        }
        if (!others.isEmpty()) {
            throw new StepFailedException(
                    Problem.error(
                            ProblemCode.GROUP_SHARED,
                            "the offsets of sink '" + sink + "' on " + cluster.name()
                                    + " cannot be reset over REST: that would delete those of '"
                                    + String.join("', '", others)
                                    + "' in the same consumer group too; nothing was deleted",
                            "Give the client of the cluster offsetTransport(KafkaOffsets…), which deletes those of one sink alone"));
        }
    }

    /** What is listed for a sink in topics that it does not read is of an earlier config, or of another sink in its group. */
    private static List<ConnectorOffset> foreign(ConnectClient cluster, OffsetOwner sink) {
        Predicate<String> read = sink.topicsRead().orElse(topic -> true);
        return cluster.restOffsets().listOffsets(sink).offsets().stream()
                .filter(offset -> !read.test(String.valueOf(offset.partition().get("kafka_topic"))))
                .toList();
    }

    /** Workers may be configured with one group for all sinks, which then list the same offsets. */
    private static boolean isInGroupOfWorkers(
            ConnectClient cluster, ConnectorInfo other, OffsetOwner sink, List<ConnectorOffset> foreign) {
        if (foreign.isEmpty()
                || other.type() != ConnectorType.SINK
                || other.name().equals(sink.connector())
                || other.config().containsKey(OWN_GROUP)) {
            return false;
        }
        OffsetSnapshot listed = cluster.restOffsets().listOffsets(other.offsetOwner());
        return foreign.stream().anyMatch(listed.offsets()::contains);
    }
}
