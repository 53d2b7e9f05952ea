package io.connectmigrator.migration.internal.step;

import static io.connectmigrator.migration.internal.step.StepResult.again;
import static io.connectmigrator.migration.internal.step.StepResult.done;

import io.connectmigrator.migration.internal.connector.Move;
import io.connectmigrator.migration.internal.connector.SourceOffsets;
import io.connectmigrator.migration.internal.connector.Transports;
import io.connectmigrator.migration.internal.state.Progress;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.plan.EmptyOffsets;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.internal.StepFailedException;

/**
 * Reads the offsets that the source has at this moment, and leaves it running. One that has not committed any yet has nothing to
 * rehearse with; whether it may move without is what the check says.
 */
final class RehearsedSnapshotStep implements Step {

    @Override
    public MigrationStep name() {
        return MigrationStep.SNAPSHOT;
    }

    @Override
    public StepResult advance(Move move, Progress progress) {
        return progress.snapshot() == null ? again(read(move, progress)) : done(progress);
    }

    /** It is saved before anything is written, as is what the target had before: what is written next is deleted because of that. */
    private static Progress read(Move move, Progress progress) {
        OffsetSnapshot offsets = move.source().offsets().peek();
        SourceOffsets.problem(move.source(), offsets, EmptyOffsets.ALLOW)
                .or(() -> move.later().ofFinalOffsets(offsets))
                .ifPresent(problem -> {
                    throw new StepFailedException(problem);
                });
        return progress.with(p -> {
            p.snapshot = offsets;
            p.share = null;
            p.translated = null;
            p.united = null;
            p.call.sourceTranslation = null;
            p.readWith = Transports.reading(move.source().offsets());
        });
    }
}
