package io.connectmigrator.migration.internal.connector;

import io.connectmigrator.offset.OffsetOrder;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.offset.OnConflict;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import io.connectmigrator.report.internal.StepFailedException;
import java.util.List;

/**
 * What is done about a partition that a target gets from two sources, with two offsets.
 *
 * @param onConflict what the plan says
 * @param order the order of two offsets, as far as it is known
 * @param remedy what to do if they are refused
 */
public record Conflicts(OnConflict onConflict, OffsetOrder order, String remedy) {

    private static final String REMEDY =
            "Say onConflict(…) in the plan if the order of such offsets is known, or leave one of the connectors out";

    /** Two offsets of one partition are refused. */
    public static final Conflicts REFUSED = new Conflicts(OnConflict.REFUSE, OffsetOrder.unknown());

    Conflicts(OnConflict onConflict, OffsetOrder order) {
        this(onConflict, order, REMEDY);
    }

    /**
     * {@return the offsets of several sources}
     *
     * @param target what gets them, in words
     * @throws StepFailedException if two of a partition cannot become one
     */
    public OffsetSnapshot united(List<OffsetSnapshot> snapshots, Object target) {
        if (snapshots.size() == 1) {
            return snapshots.get(0);
        }
        try {
            return OffsetSnapshot.union(snapshots, onConflict, order);
        } catch (IllegalArgumentException e) {
            throw new StepFailedException(Problem.error(
                    ProblemCode.OFFSETS_CONFLICT,
                    "the offsets for " + target + " contradict each other: " + e.getMessage(),
                    remedy));
        }
    }
}
