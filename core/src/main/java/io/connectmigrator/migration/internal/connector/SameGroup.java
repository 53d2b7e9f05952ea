package io.connectmigrator.migration.internal.connector;

import io.connectmigrator.offset.OffsetOwner;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.plan.internal.TargetCluster;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import io.connectmigrator.report.internal.StepFailedException;
import java.util.List;

/**
 * What shows over REST of the consumer group of a sink once it has been created on the target, while the source still runs. The
 * workers of either cluster may be configured with one group for all sinks, and neither a config nor an answer says so.
 */
public final class SameGroup {

    private SameGroup() {}

    /** {@return whether offsets that were found on the target are those that the source has at the same time} */
    public static boolean isSeen(Move move, OffsetSnapshot found) {
        if (!move.mayBeThoseOfSource(found)) {
            return false;
        }
        OffsetSnapshot before = move.source().offsets().peek();
        OffsetSnapshot now = move.target().offsets().peek();
        return GroupSharing.isBetween(before, now, move.source().offsets().peek());
    }

    /**
     * Requires that one group by the configs of both sides is one by their offsets.
     *
     * @throws StepFailedException if both sides have one group by their configs, but not the same offsets
     */
    public static void require(Move move) {
        CopyOffsets target =
                move.target().sharedWith(() -> move.source().offsets().owner()).offsets();
        if (target.owner().kind() != OffsetOwner.Kind.SINK || target.given().isPresent()) {
            return;
        }
        OffsetSnapshot before = move.source().offsets().peek();
        OffsetSnapshot now = target.peek();
        OffsetSnapshot after = move.source().offsets().peek();
        boolean none = before.isEmpty() && now.isEmpty();
        if (!none && !GroupSharing.isBetween(before, now, after)) {
            throw new StepFailedException(
                    Problem.error(
                            ProblemCode.OFFSETS_PLACE_UNKNOWN,
                            "the configs of " + move.source() + " and " + move.target()
                                    + " name one consumer group, but the workers list"
                                    + " different offsets for it, " + before + " and " + now
                                    + ": those of one cluster are configured with another group for all sinks (consumer.group.id)",
                            "Give both clients offsetTransport(KafkaOffsets…), each with the consumerGroupId(…) of its workers"));
        }
    }

    /**
     * Requires that offsets on the target are not those of another sink.
     *
     * @throws StepFailedException if offsets that were found on the target may be those of another sink that reads the same topics
     */
    public static void requireNotOfAnother(ConnectorCopy target, OffsetSnapshot found) {
        if (!target.offsets().mayBeThoseOfSource(found)) {
            return;
        }
        List<String> others =
                GroupSharing.maybeByWorkers(target.cluster(), target.offsets().owner());
        if (!others.isEmpty()) {
            throw new StepFailedException(Problem.error(
                    ProblemCode.GROUP_SHARED,
                    target + " has the same offsets as '" + String.join("', '", others)
                            + "', which reads the same topics: the workers may have put both into one consumer group"
                            + " (consumer.group.id), so the offsets are left as they are",
                    "Give the connector a consumer group of its own with config(…)"));
        }
    }

    /**
     * Requires that no other sink is at work in the group of the target. A sink that is renamed in place and stays in the group of all is
     * written no offsets.
     *
     * @throws StepFailedException if other sinks are at work in the group of the target, so that its offsets could not be written
     */
    public static void requireOthersAtRest(Move move, OffsetSnapshot found) {
        ConnectorCopy target = move.target();
        CopyOffsets offsets = target.offsets();
        OffsetOwner sink = offsets.owner();
        if (sink.kind() != OffsetOwner.Kind.SINK || offsets.given().isPresent()) {
            return;
        }
        OffsetSnapshot listed = offsets.rest().peekOffsets(sink);
        if (GroupSharing.foreignTopics(sink, listed).isEmpty() || (isInPlace(move) && isSeen(move, found))) {
            return;
        }
        List<String> others = GroupSharing.atWork(target.cluster(), sink);
        if (!others.isEmpty()) {
            throw new StepFailedException(GroupSharing.inTheWay(
                    target.cluster(), sink, others, "; or give the connector a group of its own with config(…)"));
        }
    }

    private static boolean isInPlace(Move move) {
        return TargetCluster.areOne(move.source().cluster(), move.target().cluster());
    }
}
