package io.connectmigrator.migration.internal.step;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.migration.internal.connector.Move;
import io.connectmigrator.migration.internal.connector.OriginalPartitions;
import io.connectmigrator.migration.internal.state.Progress;
import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import io.connectmigrator.report.internal.StepFailedException;
import java.util.List;

/** Gives the offsets of a connector that comes back the partitions that they had before the plan changed them. */
final class TransformBackStep implements Step {

    private final OriginalPartitions originals;

    TransformBackStep(OriginalPartitions originals) {
        this.originals = originals;
    }

    @Override
    public MigrationStep name() {
        return MigrationStep.TRANSLATE;
    }

    @Override
    public StepResult advance(Move move, Progress progress) {
        OffsetSnapshot current = requireNonNull(progress.snapshot(), "snapshot");
        OffsetSnapshot back = back(move, current);
        List<ConnectorOffset> unknown = originals.newAmong(current);
        return StepResult.done(progress.with(p -> {
            p.translated = back;
            p.remark = unknown.isEmpty() ? null : asTheyAre(move, unknown);
        }));
    }

    private OffsetSnapshot back(Move move, OffsetSnapshot current) {
        try {
            return current.map(originals);
        } catch (IllegalArgumentException e) {
            throw new StepFailedException(Problem.error(
                    ProblemCode.OFFSETS_NOT_TRANSFORMED,
                    "the offsets of " + move.source() + " cannot get back the partitions that they had on "
                            + move.target().cluster().name() + ": " + e.getMessage(),
                    "Delete the offset that does not belong to the connector, then call rollback(plan) again"));
        }
    }

    private static Problem asTheyAre(Move move, List<ConnectorOffset> unknown) {
        return Problem.warning(
                ProblemCode.NO_WAY_BACK,
                move.source() + " had " + unknown.size()
                        + " offsets in partitions that it was not given, such as " + unknown.get(0)
                        + ": what their partitions would be on "
                        + move.target().cluster().name()
                        + " is not known, so they have come back as they are",
                "Alter those of " + move.target() + " if it makes other partitions of its config");
    }
}
