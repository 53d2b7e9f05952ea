package io.connectmigrator.migration.internal.connector;

import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.offset.OffsetTransform;
import io.connectmigrator.plan.internal.TargetConnector;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import io.connectmigrator.report.internal.StepFailedException;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Which offsets of a connector go to a target, and what the plan changes in them on their way. */
public final class Transformation {

    private static final String REMEDY =
            "Let transformOffsets(…) of the plan return other offsets, or return them as they are";

    private final CheckContext checkContext;
    private final OlderPartitions older;
    private final @Nullable Predicate<ConnectorOffset> takes;
    private final @Nullable OffsetTransform transform;

    private Transformation(
            CheckContext checkContext,
            @Nullable Predicate<ConnectorOffset> takes,
            @Nullable OffsetTransform transform) {
        this.checkContext = checkContext;
        this.older = new OlderPartitions(checkContext);
        this.takes = takes;
        this.transform = transform;
    }

    /** {@return what the plan changes; empty if all offsets move as they are} */
    static Optional<Transformation> of(CheckContext checkContext) {
        TargetConnector target = checkContext.plan().targetConnector();
        Predicate<ConnectorOffset> takes = target.takes();
        OffsetTransform transform = target.transform();
        return takes == null && transform == null
                ? Optional.empty()
                : Optional.of(new Transformation(checkContext, takes, transform));
    }

    /** {@return the same for a move, which may leave older partitions behind; empty if all offsets move as they are} */
    static Optional<Transformation> ofMove(CheckContext checkContext) {
        Optional<Transformation> planned = of(checkContext);
        return planned.isPresent() || !OlderPartitions.mayBeLeftBehind(checkContext)
                ? planned
                : Optional.of(new Transformation(checkContext, null, null));
    }

    /**
     * {@return those of the source's offsets that go to the target, without older partitions that are left behind}
     *
     * @throws StepFailedException if the plan's function fails
     */
    public OffsetSnapshot share(OffsetSnapshot offsets) {
        OffsetSnapshot current = older.leftOutOf(offsets);
        return takes == null ? current : current.filter(takes);
    }

    /**
     * {@return the offsets that the target is given; the very same ones if nothing is changed}
     *
     * @param offsets those of the source that go there
     * @throws StepFailedException if the function fails or returns what cannot be given to the target
     */
    public OffsetSnapshot of(OffsetSnapshot offsets) {
        OffsetSnapshot transformed = mapped(offsets);
        if (offsets.diff(transformed).isEmpty()) {
            return offsets;
        }
        if (transformed.nullOffsets().size() > offsets.nullOffsets().size()) {
            throw failed("become null, which would delete them: "
                    + transformed.nullOffsets().get(0));
        }
        if (checkContext.isSink()) {
            throw failed("would change, which are positions in its topics: topics of other names have other records");
        }
        if (checkContext.sharesOffsets()) {
            throw failed("would change, which both sides have in one place: the source would lose its own");
        }
        return transformed;
    }

    private OffsetSnapshot mapped(OffsetSnapshot offsets) {
        if (transform == null) {
            return offsets;
        }
        try {
            return offsets.map(transform);
        } catch (IllegalArgumentException e) {
            throw failed("cannot be changed as the plan says: " + e.getMessage());
        }
    }

    private StepFailedException failed(String why) {
        return new StepFailedException(Problem.error(
                ProblemCode.OFFSETS_NOT_TRANSFORMED, "offsets of " + checkContext.source() + " " + why, REMEDY));
    }
}
