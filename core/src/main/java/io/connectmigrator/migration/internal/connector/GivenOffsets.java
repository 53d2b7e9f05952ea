package io.connectmigrator.migration.internal.connector;

import io.connectmigrator.internal.Lazy;
import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.report.TransportChoice;
import io.connectmigrator.report.internal.StepFailedException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The offsets that the plan would give to the target now: which of the source's, and as it changes them. */
public final class GivenOffsets {

    private final CheckContext checkContext;
    private final Lazy<OffsetSnapshot> offsets;

    GivenOffsets(CheckContext checkContext) {
        this.checkContext = checkContext;
        this.offsets = new Lazy<>(() -> Transformation.ofMove(checkContext)
                .map(transformation -> transformation.of(share()))
                .orElseGet(checkContext::sourceOffsets));
    }

    /** {@return what the plan changes in the offsets; empty if they move as they are} */
    public Optional<Transformation> transformation() {
        return Transformation.of(checkContext);
    }

    /** {@return whether an offset of the source goes to this target} */
    public boolean takes(ConnectorOffset offset) {
        Predicate<ConnectorOffset> takes = checkContext.plan().targetConnector().takes();
        return takes == null || takes.test(offset);
    }

    /** {@return the offsets of the source that go to no target of its unit, since newer ones of the same data are beside them} */
    public List<ConnectorOffset> leftBehind() {
        return new OlderPartitions(checkContext).among(checkContext.sourceOffsets());
    }

    /** {@return the offsets of the source that go to the targets of its unit} */
    OffsetSnapshot divided() {
        return new OlderPartitions(checkContext).leftOutOf(checkContext.sourceOffsets());
    }

    /** {@return those of the source's offsets that go to this target} Mostly all of them, unless the connector is split. */
    public OffsetSnapshot share() {
        OffsetSnapshot all = checkContext.sourceOffsets();
        return Transformation.ofMove(checkContext)
                .map(transformation -> transformation.share(all))
                .orElse(all);
    }

    /**
     * {@return the share as the plan gives it to the target, in the same order}
     *
     * @throws StepFailedException if the plan's function fails or returns what cannot be given to the target
     */
    public OffsetSnapshot offsets() {
        return offsets.get();
    }

    /** {@return what they would be written with} */
    public TransportChoice writing() {
        return checkContext.sharesOffsets()
                ? Transports.SHARED
                : Transports.writingUnasked(checkContext.target().offsets(), offsets());
    }
}
