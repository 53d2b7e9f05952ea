package io.connectmigrator.migration.internal.connector;

import io.connectmigrator.connect.ConnectorInfo;
import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.connect.ConnectorType;
import io.connectmigrator.offset.OffsetOwner;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A sink that is in the consumer group of the one that is moved, on either of the two Connect clusters.
 *
 * @param cluster the cluster that it is on
 * @param sink the sink
 */
public record SinkInGroup(ClusterFacts cluster, ConnectorInfo sink) {

    /**
     * {@return the sinks in a group, as configs say, or transports that know where offsets are}
     *
     * @param copy the copy that the group is of
     */
    public static List<SinkInGroup> of(CheckContext checkContext, ConnectorCopy copy) {
        OffsetOwner owner = copy.offsets().owner();
        Optional<String> place = place(copy, owner);
        Set<String> own = checkContext.namesOnTarget();
        Stream<SinkInGroup> onTarget = in(checkContext.target(), checkContext.targetCluster(), owner, place)
                .filter(other -> !own.contains(other.sink().name()));
        Stream<SinkInGroup> onSource = checkContext.plan().isInPlace()
                ? Stream.empty()
                : in(checkContext.source(), checkContext.sourceCluster(), owner, place);
        return Stream.concat(onSource, onTarget).toList();
    }

    /**
     * {@return the sinks of a cluster about whose group the workers decide, as they do about that of a copy on it} None if that is not so
     * of the copy, or if its client has a transport that knows where offsets are.
     *
     * @param copy the copy
     * @param cluster the cluster that it is, or will be, on
     */
    public static List<SinkInGroup> besideByWorkers(
            CheckContext checkContext, ConnectorCopy copy, ClusterFacts cluster) {
        OffsetOwner owner = copy.offsets().owner();
        if (copy.offsets().given().isPresent()
                || GroupSharing.hasOwnGroup(owner)
                || !SinkKafka.isGroupOverRest(owner)) {
            return List.of();
        }
        Set<String> own = checkContext.plan().isInPlace() ? checkContext.namesOnTarget() : Set.of(copy.connector());
        return on(cluster)
                .filter(other -> !own.contains(other.sink().name()) && WorkersGroup.decidesAbout(other.sink()))
                .toList();
    }

    /** {@return whether two sinks are, or will be, in one group, by their configs or by transports that know where offsets are} */
    public static boolean areInOne(ConnectorCopy one, ConnectorCopy other) {
        OffsetOwner first = one.offsets().owner();
        OffsetOwner second = other.offsets().owner();
        return isInOne(first, place(one, first), second, place(other, second));
    }

    private static Stream<SinkInGroup> in(
            ConnectorCopy copy, ClusterFacts cluster, OffsetOwner owner, Optional<String> place) {
        return on(cluster)
                .filter(other -> !other.sink().name().equals(copy.connector()))
                .filter(other -> isInOne(owner, place, other.owner(), place(copy, other.owner())));
    }

    private static Optional<String> place(ConnectorCopy copy, OffsetOwner owner) {
        return copy.offsets().given().flatMap(given -> given.location(owner));
    }

    public static Stream<SinkInGroup> on(ClusterFacts cluster) {
        return cluster.connectors().stream()
                .filter(other -> other.type() == ConnectorType.SINK)
                .map(other -> new SinkInGroup(cluster, other));
    }

    private static boolean isInOne(
            OffsetOwner owner, Optional<String> place, OffsetOwner other, Optional<String> placeOfOther) {
        if (place.isPresent() && placeOfOther.isPresent()) {
            return place.equals(placeOfOther);
        }
        return GroupSharing.group(owner).equals(GroupSharing.group(other));
    }

    /** {@return whether it reads a topic, or may} */
    public boolean mayRead(String topic) {
        return owner().topicsRead().filter(read -> !read.test(topic)).isEmpty();
    }

    OffsetOwner owner() {
        return sink.offsetOwner();
    }

    /** {@return whether it is not stopped, so that its tasks are, or may be, in the group} */
    public boolean isAtWork() {
        return cluster.status(sink.name()).state() != ConnectorState.STOPPED;
    }

    /**
     * {@return whether it reads a topic that the other reads as well, or may: their partitions are divided between them}
     *
     * @param known topics that are known to exist
     */
    public boolean mayReadTopicsOf(OffsetOwner other, Collection<String> known) {
        return ReadTopics.mayOverlap(owner(), other, known);
    }

    @Override
    public String toString() {
        return "'" + sink.name() + "' on " + cluster;
    }
}
