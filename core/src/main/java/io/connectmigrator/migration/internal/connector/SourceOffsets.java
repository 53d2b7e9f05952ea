package io.connectmigrator.migration.internal.connector;

import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetOwner;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.plan.EmptyOffsets;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.util.List;
import java.util.Optional;

/** What is wrong with offsets that are to be carried. */
public final class SourceOffsets {

    private static final String SINK_STARTS = "it would begin on the target where its consumer is told to: by"
            + " consumer.override.auto.offset.reset in its config or, without that, by consumer.auto.offset.reset of the"
            + " workers, which REST does not show; by default that is the first record of its topics";

    private SourceOffsets() {}

    /** {@return where a copy begins that is given no offsets} */
    public static String startWithout(OffsetOwner owner) {
        return owner.kind() == OffsetOwner.Kind.SINK ? SINK_STARTS : "it would start from scratch on the target";
    }

    /** {@return what is wrong with the offsets of a stopped source} */
    public static Optional<Problem> problem(ConnectorCopy source, OffsetSnapshot offsets, EmptyOffsets emptyOffsets) {
        List<ConnectorOffset> unreadable = offsets.nullOffsets();
        if (!unreadable.isEmpty()) {
            return Optional.of(Problem.error(
                    ProblemCode.OFFSETS_UNREADABLE,
                    source + " lists " + unreadable.size() + " of " + offsets.size()
                            + " partitions with offset null, such as " + unreadable.get(0)
                            + ": the connector writes the fields of its partitions in an order that REST does not keep,"
                            + " and an offset written over REST would never be found by its tasks",
                    "Give the client of the cluster its offset topic with offsetTransport(KafkaOffsets…), and that of the"
                            + " target as well"));
        }
        if (offsets.isEmpty() && emptyOffsets == EmptyOffsets.REFUSE) {
            return Optional.of(Problem.error(
                    ProblemCode.OFFSETS_EMPTY,
                    source + " has no offsets, so "
                            + startWithout(source.offsets().owner()),
                    "Say emptyOffsets(ALLOW) in the plan if that is right for this connector"));
        }
        return Optional.empty();
    }
}
