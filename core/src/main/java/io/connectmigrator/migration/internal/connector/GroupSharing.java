package io.connectmigrator.migration.internal.connector;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectClientException;
import io.connectmigrator.connect.ConnectorInfo;
import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.connect.ConnectorStatus;
import io.connectmigrator.connect.ConnectorType;
import io.connectmigrator.connect.ZombieTasksException;
import io.connectmigrator.offset.OffsetOwner;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import io.connectmigrator.report.internal.StepFailedException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Sinks of a cluster that are in one consumer group: by {@code consumer.override.group.id} in their configs, or by
 * {@code consumer.group.id} in that of their workers, which shows only in what the workers list for them.
 */
public final class GroupSharing {

    private static final String OWN_GROUP = "consumer.override.group.id";

    private GroupSharing() {}

    /** {@return the group of a sink, unless its workers are configured with one for all} */
    public static String group(OffsetOwner sink) {
        return sink.config().getOrDefault(OWN_GROUP, "connect-" + sink.connector());
    }

    /** {@return the topics of what is listed for a sink that it does not read: of other sinks, or of an earlier config} */
    public static List<String> foreignTopics(OffsetOwner sink, OffsetSnapshot listed) {
        Set<String> foreign = topics(listed);
        foreign.removeAll(topics(sink.ownAmong(listed)));
        return List.copyOf(foreign);
    }

    /** {@return the topics of offsets of a sink, sorted} */
    public static Set<String> topics(OffsetSnapshot offsets) {
        return offsets.offsets().stream()
                .map(offset -> String.valueOf(offset.partition().get("kafka_topic")))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** {@return the sinks of a cluster that may have put there what is listed for this one, if the workers have put all into one group} */
    static List<String> maybeByWorkers(ConnectClient cluster, OffsetOwner sink) {
        return cluster.connectors().stream()
                .filter(other -> other.type() == ConnectorType.SINK
                        && !other.name().equals(sink.connector())
                        && ReadTopics.mayOverlap(sink, other.offsetOwner(), List.of())
                        && listTheSame(cluster, sink, other))
                .map(ConnectorInfo::name)
                .sorted()
                .toList();
    }

    /** {@return whether the workers list the same for two sinks whose configs name no group} So they do if they have put both into one. */
    public static boolean listTheSame(ConnectClient cluster, OffsetOwner sink, ConnectorInfo other) {
        if (hasOwnGroup(sink) || other.config().containsKey(OWN_GROUP)) {
            return false;
        }
        OffsetSnapshot first = cluster.restOffsets().peekOffsets(sink);
        OffsetSnapshot ofOther = cluster.restOffsets().peekOffsets(other.offsetOwner());
        return isBetween(first, ofOther, cluster.restOffsets().peekOffsets(sink));
    }

    /** {@return whether offsets of a sink can have been read between two readings of one group, which only moves on} */
    public static boolean isBetween(OffsetSnapshot before, OffsetSnapshot offsets, OffsetSnapshot after) {
        return !offsets.isEmpty() && isNotBehind(before, offsets) && isNotBehind(offsets, after);
    }

    private static boolean isNotBehind(OffsetSnapshot earlier, OffsetSnapshot later) {
        var difference = earlier.diff(later);
        return difference.removed().isEmpty()
                && difference.changed().stream().noneMatch(change -> change.isBackwards());
    }

    static boolean hasOwnGroup(OffsetOwner sink) {
        return sink.config().containsKey(OWN_GROUP);
    }

    /**
     * {@return the other sinks of a cluster that are, or may be, in the group of this one and not stopped, so that brokers do not alter its
     * offsets}
     */
    static List<String> atWork(ConnectClient cluster, OffsetOwner sink) {
        return cluster.connectors().stream()
                .filter(other -> other.type() == ConnectorType.SINK
                        && !other.name().equals(sink.connector())
                        && isAtWork(cluster, other.name())
                        && (group(other.offsetOwner()).equals(group(sink)) || listTheSame(cluster, sink, other)))
                .map(ConnectorInfo::name)
                .sorted()
                .toList();
    }

    private static boolean isAtWork(ConnectClient cluster, String sink) {
        Optional<ConnectorStatus> status = cluster.findStatus(sink);
        return status.filter(found -> found.state() != ConnectorState.STOPPED).isPresent();
    }

    /**
     * {@return that other sinks keep the offsets of this one from being changed}
     *
     * @param otherwise what else helps than to stop them, perhaps nothing
     */
    static Problem inTheWay(ConnectClient cluster, OffsetOwner sink, List<String> others, String otherwise) {
        return Problem.error(
                ProblemCode.GROUP_SHARED,
                "the offsets of sink '" + sink + "' on " + cluster.name() + " cannot be changed while '"
                        + String.join("', '", others)
                        + "' in the same consumer group is not stopped; none of the group was altered",
                "Stop '" + String.join("', '", others) + "' for as long as this takes, then try again" + otherwise);
    }

    /**
     * Changes offsets of a connector, and says which other sinks in its group are in the way if brokers refuse.
     *
     * @throws StepFailedException if others are in the way
     */
    static <T> T withReason(ConnectClient cluster, OffsetOwner connector, Supplier<T> change) {
        try {
            return change.get();
        } catch (ZombieTasksException e) {
            List<String> others;
            try {
                others = atWork(cluster, connector);
            } catch (ConnectClientException unknown) {
                e.addSuppressed(unknown);
                throw e;
            }
            if (others.isEmpty()) {
                throw e;
            }
            throw new StepFailedException(inTheWay(cluster, connector, others, ""));
        }
    }
}
