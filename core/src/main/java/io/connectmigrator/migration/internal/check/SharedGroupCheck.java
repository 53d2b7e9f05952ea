package io.connectmigrator.migration.internal.check;

import io.connectmigrator.connect.ConnectClientException;
import io.connectmigrator.migration.internal.connector.CheckContext;
import io.connectmigrator.migration.internal.connector.ClusterFacts;
import io.connectmigrator.migration.internal.connector.ConnectorCopy;
import io.connectmigrator.migration.internal.connector.CopyOffsets;
import io.connectmigrator.migration.internal.connector.GroupSharing;
import io.connectmigrator.migration.internal.connector.SinkInGroup;
import io.connectmigrator.offset.OffsetOwner;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.report.DuplicateRule;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Sinks that share a consumer group. Of its offsets, those in the topics of one sink are carried, written and put back, and no
 * others; but brokers alter them only while it has no members, and partitions of a topic that two of them read are not those
 * of either.
 */
final class SharedGroupCheck implements Check {

    private static final String MAKE_ONE_OF_THEM =
            "If one is what an earlier migration has left stopped, end that with confirm(plan); if both do the same work, delete one"
                    + " of them and raise tasks.max of the other, which takes over its partitions; if they read different topics,"
                    + " write these out in both configs; then try again";

    @Override
    public List<Problem> examine(CheckContext checkContext) {
        if (!checkContext.isSink()) {
            return List.of();
        }
        OffsetSnapshot listed = listed(checkContext);
        Set<String> topics = GroupSharing.topics(listed);
        List<Problem> problems = new ArrayList<>(ofSource(checkContext, listed, topics));
        if (!checkContext.sharesOffsets()) {
            problems.addAll(ofTarget(checkContext, topics));
        }
        return problems;
    }

    /** {@return all that is listed for the sink, by the workers if they can} What cannot be listed is left to other checks. */
    private static OffsetSnapshot listed(CheckContext checkContext) {
        CopyOffsets source = checkContext.source().offsets();
        boolean isListedByWorkers = source.capabilities().listOffsets() && source.isWithinReachOfWorkers();
        if (!isListedByWorkers && source.given().isPresent()) {
            return source.given().get().peekOffsets(ofAnyTopic(source.owner()));
        }
        try {
            return source.capabilities().listOffsets()
                    ? source.rest().peekOffsets(source.owner())
                    : OffsetSnapshot.empty();
        } catch (ConnectClientException e) {
            return OffsetSnapshot.empty();
        }
    }

    /** A transport lists for a sink of which the topics are not known all that is in its group. */
    private static OffsetOwner ofAnyTopic(OffsetOwner sink) {
        Map<String, String> config = new HashMap<>(sink.config());
        config.keySet().removeAll(Set.of("topics", "topics.regex"));
        return OffsetOwner.sink(sink.connector(), config);
    }

    private static List<Problem> ofSource(CheckContext checkContext, OffsetSnapshot listed, Set<String> topics) {
        OffsetOwner sink = checkContext.sourceOwner();
        List<SinkInGroup> others = SinkInGroup.of(checkContext, checkContext.source());
        List<String> foreign = GroupSharing.foreignTopics(sink, listed);
        Predicate<SinkInGroup> ofSameTopics = other -> other.mayReadTopicsOf(sink, topics);
        List<SinkInGroup> dividing = others.stream().filter(ofSameTopics).toList();
        if (!dividing.isEmpty()) {
            return List.of(divided(checkContext.source() + " is", dividing, MAKE_ONE_OF_THEM));
        }
        List<SinkInGroup> byWorkers = byWorkers(checkContext, checkContext.source(), checkContext.sourceCluster());
        List<SinkInGroup> presumed = byWorkers.stream().filter(ofSameTopics).toList();
        if (!presumed.isEmpty()) {
            return List.of(divided(
                    checkContext.source() + " is, since the same is listed for both,",
                    presumed,
                    MAKE_ONE_OF_THEM
                            + "; if they are in groups of their own, give the client offsetTransport(KafkaOffsets…),"
                            + " which knows that"));
        }
        List<SinkInGroup> beside = both(others, byWorkers);
        List<Problem> problems = new ArrayList<>();
        if (!beside.isEmpty()) {
            problems.add(besideOthers(checkContext, beside));
        }
        List<String> unread = foreign.stream()
                .filter(topic -> beside.stream().noneMatch(other -> other.mayRead(topic)))
                .toList();
        if (!unread.isEmpty()) {
            problems.add(unread(checkContext.source(), unread));
        }
        List<SinkInGroup> listedAlike = listedAlike(checkContext, sink, ofSameTopics);
        if (!listedAlike.isEmpty()) {
            problems.add(maybeDivided(checkContext, listedAlike));
        }
        return problems;
    }

    /** {@return the sinks that the workers of a cluster have put into one group with a copy on it, as it shows} */
    private static List<SinkInGroup> byWorkers(CheckContext checkContext, ConnectorCopy copy, ClusterFacts cluster) {
        List<SinkInGroup> beside = SinkInGroup.besideByWorkers(checkContext, copy, cluster);
        return beside.isEmpty() || !cluster.sinksInOneGroup().orElse(false) ? List.of() : beside;
    }

    /** A sink that is renamed where it is stays in the group of the workers, and is written no offsets. */
    private static List<SinkInGroup> newByWorkers(CheckContext checkContext) {
        ClusterFacts cluster = checkContext.targetCluster();
        boolean staysInIt = checkContext.plan().isInPlace()
                && !byWorkers(checkContext, checkContext.source(), cluster).isEmpty();
        return staysInIt ? List.of() : byWorkers(checkContext, checkContext.target(), cluster);
    }

    private static List<SinkInGroup> both(List<SinkInGroup> some, List<SinkInGroup> others) {
        return Stream.concat(some.stream(), others.stream()).distinct().toList();
    }

    /** {@return sinks of the same topics for which the same is listed, where it does not show whether they are in one group} */
    private static List<SinkInGroup> listedAlike(
            CheckContext checkContext, OffsetOwner sink, Predicate<SinkInGroup> ofSameTopics) {
        ClusterFacts cluster = checkContext.sourceCluster();
        List<SinkInGroup> beside = SinkInGroup.besideByWorkers(checkContext, checkContext.source(), cluster).stream()
                .filter(ofSameTopics)
                .toList();
        if (beside.isEmpty() || cluster.sinksInOneGroup().isPresent()) {
            return List.of();
        }
        return beside.stream()
                .filter(other -> GroupSharing.listTheSame(checkContext.source().cluster(), sink, other.sink()))
                .toList();
    }

    /** Two sinks that have read the same topics to their ends list the same, too. */
    private static Problem maybeDivided(CheckContext checkContext, List<SinkInGroup> others) {
        return Problem.warning(
                ProblemCode.GROUP_SHARED,
                "the same offsets are listed for " + checkContext.source() + " and " + inWords(others)
                        + ", which read, or may read, the same topics: either each has come equally far, or the workers have put"
                        + " them into one consumer group (consumer.group.id) and partitions are divided between them. Then one"
                        + " cannot be moved without the records of the other",
                "Look for consumer.group.id in the properties of the workers, or give the client"
                        + " offsetTransport(KafkaOffsets…). Nothing to do if it is not there; otherwise make one of them: "
                        + MAKE_ONE_OF_THEM);
    }

    private static Problem besideOthers(CheckContext checkContext, List<SinkInGroup> others) {
        String way = checkContext.sharesOffsets()
                ? "; the offsets in the topics of the others are left alone"
                : "; the offsets in its own topics are carried, those in the topics of the others are left alone, and a rollback can"
                        + " write the former only while the others are stopped";
        return Problem.warning(
                ProblemCode.GROUP_SHARED,
                checkContext.source() + " is in one consumer group with " + inWords(others) + way,
                checkContext.sharesOffsets()
                        ? "Nothing to do"
                        : "Nothing to do for the move; stop the others for the time of a rollback, if there is to be one");
    }

    private static Problem unread(ConnectorCopy source, List<String> topics) {
        return Problem.warning(
                ProblemCode.OFFSETS_LEFT_BEHIND,
                "the consumer group of " + source + " has offsets in topics that it does not read, '"
                        + String.join("', '", topics)
                        + "': of an earlier config of its own, or of other sinks whose workers put all into one group"
                        + " (consumer.group.id); they stay there, neither carried nor changed",
                "Nothing to do");
    }

    private static List<Problem> ofTarget(CheckContext checkContext, Set<String> topics) {
        OffsetOwner sink = checkContext.targetOwner();
        List<SinkInGroup> others =
                both(SinkInGroup.of(checkContext, checkContext.target()), newByWorkers(checkContext));
        if (others.isEmpty()) {
            return List.of();
        }
        List<SinkInGroup> dividing = others.stream()
                .filter(other -> other.mayReadTopicsOf(sink, topics))
                .toList();
        if (!dividing.isEmpty()) {
            return List.of(divided(
                    checkContext.target() + " would be",
                    dividing,
                    "Give the connector a group of its own with config(…)"));
        }
        List<SinkInGroup> atWork = others.stream().filter(SinkInGroup::isAtWork).toList();
        return List.of(
                atWork.isEmpty()
                        ? Problem.warning(
                                ProblemCode.GROUP_SHARED,
                                checkContext.target() + " will be in one consumer group with " + inWords(others)
                                        + "; only the offsets in its own topics are changed, for which the others have to stay stopped",
                                "Leave them stopped until the connector has moved")
                        : Problem.error(
                                ProblemCode.GROUP_SHARED,
                                checkContext.target() + " would be in one consumer group with " + inWords(atWork)
                                        + ", not stopped: brokers alter the offsets of a group only while it has no members",
                                "Give the connector a group of its own with config(…), or stop the others until it has"
                                        + " moved"));
    }

    private static Problem divided(String which, List<SinkInGroup> others, String remedy) {
        return Problem.error(
                        ProblemCode.GROUP_SHARED,
                        which + " in one consumer group with " + inWords(others)
                                + " and both read, or may read, the same topics: the partitions are divided between them, so that one"
                                + " cannot be moved without the records of the other",
                        remedy)
                .by(DuplicateRule.D14);
    }

    private static String inWords(List<SinkInGroup> others) {
        return others.stream().map(SinkInGroup::toString).collect(Collectors.joining(", "));
    }
}
