package io.connectmigrator.migration.internal.connector;

import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.offset.OffsetTransform;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import io.connectmigrator.report.internal.StepFailedException;
import java.util.Optional;

/** What the plan changes in the offsets of a connector on their way to the target. */
public final class Transformation {

    private static final String REMEDY =
            "Let transformOffsets(…) of the plan return other offsets, or return them as they are";

    private final CheckContext checkContext;
    private final OffsetTransform transform;

    private Transformation(CheckContext checkContext, OffsetTransform transform) {
        this.checkContext = checkContext;
        this.transform = transform;
    }

    /** {@return what the plan changes; empty if it has no function for that} */
    static Optional<Transformation> of(CheckContext checkContext) {
        return Optional.ofNullable(checkContext.plan().transform())
                .map(transform -> new Transformation(checkContext, transform));
    }

    /**
     * {@return the offsets that the target is given; the very same ones if nothing is changed}
     *
     * @param offsets those of the source
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
