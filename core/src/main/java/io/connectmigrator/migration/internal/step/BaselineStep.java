package io.connectmigrator.migration.internal.step;

import io.connectmigrator.migration.internal.baseline.Sampling;
import io.connectmigrator.migration.internal.connector.Condition;
import io.connectmigrator.migration.internal.connector.Move;
import io.connectmigrator.migration.internal.state.Progress;
import io.connectmigrator.migration.internal.work.Timeouts;
import io.connectmigrator.report.MigrationStep;
import java.time.Duration;

/** Takes samples of the source before it is touched. It never fails: what cannot be read is missing in the report. */
final class BaselineStep implements Step {

    private final Sampling samples;

    BaselineStep(Sampling samples) {
        this.samples = samples;
    }

    @Override
    public MigrationStep name() {
        return MigrationStep.BASELINE;
    }

    @Override
    public Duration timeout(Timeouts timeouts) {
        return timeouts.start().plus(samples.apart()).plus(Sampling.LONGEST.multipliedBy(2));
    }

    /** A connector that an earlier call has begun to move may be down already. */
    @Override
    public StepResult advance(Move move, Progress progress) {
        if (progress.hasStarted()) {
            samples.end("an earlier call had begun to stop the source");
            return StepResult.done(progress);
        }
        Condition taken = () -> samples.run()
                .map(left -> "the next sample of " + move.source() + " is due in " + left.toMillis() + " ms");
        return StepResult.doneOnce(progress, taken.watched(), reached -> reached);
    }
}
