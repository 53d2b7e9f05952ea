package io.connectmigrator.migration.internal.step;

import io.connectmigrator.migration.internal.connector.Move;
import io.connectmigrator.migration.internal.state.Progress;
import io.connectmigrator.report.MigrationStep;

/** Reads the offsets back, if some were written. */
final class RehearsedVerifyStep implements Step {

    @Override
    public MigrationStep name() {
        return MigrationStep.VERIFY;
    }

    @Override
    public StepResult advance(Move move, Progress progress) {
        if (progress.writtenWith() != null) {
            VerifyStep.requireAsWritten(move, progress);
        }
        return StepResult.done(progress);
    }
}
