package io.connectmigrator.migration.internal.step;

import static io.connectmigrator.migration.internal.step.StepResult.again;
import static io.connectmigrator.migration.internal.step.StepResult.done;

import io.connectmigrator.migration.internal.connector.Condition;
import io.connectmigrator.migration.internal.connector.ConnectorCopy;
import io.connectmigrator.migration.internal.connector.Move;
import io.connectmigrator.migration.internal.connector.SourceOffsets;
import io.connectmigrator.migration.internal.connector.Transports;
import io.connectmigrator.migration.internal.state.Progress;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.internal.StepFailedException;
import java.util.Optional;

/**
 * Reads the final offsets of the source until two readings agree: a commit that was still on its way shows in the next. They may show
 * what those of the check did not: a connector that had not committed any then may have been stopped amid its initial snapshot, which
 * goes on for as long as its threads do, whatever its workers show.
 */
final class SnapshotStep implements Step {

    @Override
    public MigrationStep name() {
        return MigrationStep.SNAPSHOT;
    }

    @Override
    public StepResult advance(Move move, Progress progress) {
        OffsetSnapshot first = move.source().offsets().glance();
        OffsetSnapshot second = move.source().offsets().glance();
        if (!first.diff(second).isEmpty()) {
            return again(progress, unchangedSince(second, move.source()));
        }
        SourceOffsets.problem(move.source(), second, move.emptyOffsets()).ifPresent(problem -> {
            throw new StepFailedException(problem);
        });
        move.later().ofFinalOffsets(second).ifPresent(problem -> {
            throw new StepFailedException(problem);
        });
        return done(progress.with(p -> {
            p.snapshot = second;
            p.share = null;
            p.translated = null;
            p.united = null;
            p.call.sourceTranslation = null;
            p.readWith = Transports.reading(move.source().offsets());
        }));
    }

    private static Condition unchangedSince(OffsetSnapshot last, ConnectorCopy source) {
        return () -> source.offsets().list().diff(last).isEmpty()
                ? Optional.empty()
                : Optional.of("the offsets of " + source + " still change");
    }
}
