package io.connectmigrator.migration;

import static io.connectmigrator.migration.StepResult.again;
import static io.connectmigrator.migration.StepResult.done;
import static java.util.Objects.requireNonNull;

import io.connectmigrator.connect.ConnectorState;
import java.time.Clock;

/** Brings the target to the state that the source had, and waits until every task is in it. */
final class ResumeStep implements Step {

    private final Clock clock;

    ResumeStep(Clock clock) {
        this.clock = clock;
    }

    @Override
    public MigrationStep name() {
        return MigrationStep.RESUME;
    }

    @Override
    public StepResult advance(Move move, Progress progress) {
        ConnectorState state = requireNonNull(progress.wantedState(), "wanted state");
        if (!progress.targetResumed()) {
            VerifyStep.requireQuiet(move.source(), requireNonNull(progress.snapshot(), "snapshot"));
            return state == ConnectorState.STOPPED ? done(progress) : again(progress.with(p -> p.targetResumed = true));
        }
        Condition there =
                ConnectorConditions.in(state, move.target(), progress.sourceTasks() > 0, move::withoutSecrets);
        if (there.holds()) {
            return done(progress.with(p -> p.upSince = clock.instant()));
        }
        if (move.target().isAtRest()) {
            move.target().bringTo(state);
        }
        return again(progress, there);
    }
}
