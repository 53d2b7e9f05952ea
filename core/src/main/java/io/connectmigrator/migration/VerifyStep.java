package io.connectmigrator.migration;

import static io.connectmigrator.migration.StepResult.done;
import static java.util.Objects.requireNonNull;

import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.offset.SnapshotDiff;
import java.util.Optional;

/** Reads the offsets back from the target, and looks once more whether the source is still where it was read. */
final class VerifyStep implements Step {

    @Override
    public MigrationStep name() {
        return MigrationStep.VERIFY;
    }

    @Override
    public StepResult advance(Move move, Progress progress) {
        OffsetSnapshot written = requireNonNull(progress.snapshot(), "snapshot");
        SnapshotDiff difference = written.diff(move.target().offsets().list());
        if (!difference.isEmpty()) {
            throw new StepFailedException(Problem.error(
                    ProblemCode.OFFSETS_NOT_AS_WRITTEN,
                    move.target() + " does not have the offsets that were written to it: " + difference,
                    "Look for who else writes its offsets, then try again"));
        }
        requireQuiet(move.source(), written);
        return done(progress);
    }

    /** The source must be as it was when its offsets were read, or else they are not its last. */
    static void requireQuiet(Side source, OffsetSnapshot snapshot) {
        Optional<String> missing = ConnectorConditions.atRest(source).missing();
        if (missing.isPresent()) {
            throw changed(missing.get() + ", which it was when its offsets were read");
        }
        SnapshotDiff difference = snapshot.diff(source.offsets().list());
        if (!difference.isEmpty()) {
            throw changed(source + " committed offsets after they had been read: " + difference);
        }
    }

    private static StepFailedException changed(String what) {
        return new StepFailedException(Problem.error(
                ProblemCode.SOURCE_CHANGED, what, "Look for who else operates the connector, then try again"));
    }
}
