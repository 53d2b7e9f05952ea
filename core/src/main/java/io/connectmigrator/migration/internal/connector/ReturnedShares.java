package io.connectmigrator.migration.internal.connector;

import io.connectmigrator.migration.internal.state.UnitProgress;
import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import io.connectmigrator.report.internal.StepFailedException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The shares of a rollback: each partition goes back to the connector that it came from, as the journal says, with the key that it had
 * there. One that the target has made itself goes back to the one connector whose config asks for it, by the name that it has there.
 * Thread-safe.
 */
public final class ReturnedShares implements Shares {

    private final List<OriginalPartitions> brought;
    private final List<OffsetSnapshot> left;
    private final List<Move> moves;
    private final BiPredicate<Integer, ConnectorOffset> asksFor;
    private final Map<ConnectorOffset, List<Integer>> broughtBy = new HashMap<>();
    private @Nullable OffsetSnapshot divided;
    private IdentityHashMap<ConnectorOffset, List<Integer>> owners = new IdentityHashMap<>();

    /**
     * Takes what the moves have brought to their targets.
     *
     * @param forward what they had reached
     * @param moves the moves back, in the same order
     * @param asksFor says whether the original of a move asks for a partition, as far as is known
     */
    public ReturnedShares(UnitProgress forward, List<Move> moves, BiPredicate<Integer, ConnectorOffset> asksFor) {
        this.brought = forward.all().stream().map(OriginalPartitions::ofShare).toList();
        this.left = LeftBehind.by(forward, moves);
        this.moves = moves;
        this.asksFor = asksFor;
        for (int i = 0; i < brought.size(); i++) {
            int move = i;
            brought.get(i)
                    .partitions()
                    .forEach(partition -> broughtBy
                            .computeIfAbsent(partition, first -> new ArrayList<>())
                            .add(move));
        }
    }

    @Override
    public OffsetSnapshot of(Move move, FinalOffsets source) {
        List<Integer> together = IntStream.range(0, moves.size())
                .filter(each -> moves.get(each).source().isSameAs(move.source()))
                .boxed()
                .toList();
        if (together.size() == 1) {
            return source.all();
        }
        IdentityHashMap<ConnectorOffset, List<Integer>> found = divided(source, together);
        return source.all()
                .filter(offset -> found.getOrDefault(offset, List.of()).contains(move.index()));
    }

    /**
     * Once for all moves back from one connector: to look for the owners of each partition in each move takes long if both are many. The
     * offsets of an equal snapshot are other objects, by which their owners are not found.
     */
    @SuppressWarnings("ReferenceEquality")
    private synchronized IdentityHashMap<ConnectorOffset, List<Integer>> divided(
            FinalOffsets source, List<Integer> together) {
        if (source.all() != divided) {
            IdentityHashMap<ConnectorOffset, List<Integer>> found = new IdentityHashMap<>();
            source.all().offsets().forEach(offset -> found.put(offset, owners(offset, source, together)));
            owners = found;
            divided = source.all();
        }
        return owners;
    }

    private List<Integer> owners(ConnectorOffset offset, FinalOffsets source, List<Integer> together) {
        List<Integer> known = broughtBy.getOrDefault(OriginalPartitions.partition(offset), List.of()).stream()
                .filter(together::contains)
                .toList();
        if (!known.isEmpty()) {
            return known;
        }
        ConnectorOffset there = source.there(offset);
        List<Integer> asking =
                together.stream().filter(each -> asksFor.test(each, there)).toList();
        if (asking.size() != 1) {
            throw new StepFailedException(withoutOwner(offset, moves.get(together.get(0))));
        }
        return asking;
    }

    private static Problem withoutOwner(ConnectorOffset offset, Move move) {
        return Problem.error(
                ProblemCode.NO_WAY_BACK,
                move.source()
                        + " has committed an offset of a partition that none of the connectors had which became it: "
                        + offset.partition() + ", and it is not known which of them asks for it",
                "Delete that offset if it may be copied again, or widen the config of one of the connectors so that it asks for it;"
                        + " then call rollback(plan) again");
    }

    /** A translation gives the partitions of topics the names that they had. What was left behind is there afterwards as well. */
    @Override
    public OffsetSnapshot carried(Move move, FinalOffsets source, OffsetSnapshot share) {
        if (source.isTranslated()) {
            return source.there(share);
        }
        OffsetSnapshot back = share.map(brought.get(move.index()));
        OffsetSnapshot beside = left.get(move.index());
        return beside.isEmpty() ? back : LeftBehind.beside(back, beside);
    }
}
