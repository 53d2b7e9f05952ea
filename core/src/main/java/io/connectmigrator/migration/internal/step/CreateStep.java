package io.connectmigrator.migration.internal.step;

import static io.connectmigrator.migration.internal.step.StepResult.again;
import static io.connectmigrator.migration.internal.step.StepResult.done;
import static java.util.Objects.requireNonNull;

import io.connectmigrator.connect.ConnectorExistsException;
import io.connectmigrator.connect.ConnectorInfo;
import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.connect.UnreachableException;
import io.connectmigrator.migration.internal.connector.Condition;
import io.connectmigrator.migration.internal.connector.ConnectorConditions;
import io.connectmigrator.migration.internal.connector.ConnectorCopy;
import io.connectmigrator.migration.internal.connector.Move;
import io.connectmigrator.migration.internal.connector.ResumePreconditions;
import io.connectmigrator.migration.internal.connector.StartedWhenCreated;
import io.connectmigrator.migration.internal.state.Progress;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import io.connectmigrator.report.internal.Failures;
import io.connectmigrator.report.internal.StepFailedException;
import java.time.Clock;
import java.util.Optional;

/**
 * Creates the connector on a target whose workers start whatever they create, now that its offsets are there, and waits
 * until every task runs.
 */
final class CreateStep implements Step {

    private final Clock clock;

    CreateStep(Clock clock) {
        this.clock = clock;
    }

    @Override
    public MigrationStep name() {
        return MigrationStep.RESUME;
    }

    @Override
    public StepResult advance(Move move, Progress progress) {
        ConnectorCopy target = move.target();
        if (!progress.targetResumed()) {
            requireToRun(target, requireNonNull(progress.wantedState(), "wanted state"));
            return again(ResumeStep.noted(progress));
        }
        Condition running = ConnectorConditions.createdRunning(
                target,
                ConnectorConditions.in(
                        ConnectorState.RUNNING, target, progress.sourceTasks() > 0, move::withoutSecrets));
        Optional<ConnectorInfo> connector = target.find();
        if (connector.isPresent() && progress.call().targetUntouched()) {
            return new StepResult.Failed(progress.with(p -> p.targetResumed = false), PrepareSeedStep.taken(target));
        }
        if (connector.isEmpty()) {
            return absent(move, progress, running);
        }
        PrepareStep.requireOurs(move, connector.get());
        return running.holds() ? done(progress.with(p -> p.upSince = clock.instant())) : again(progress, running);
    }

    /** What a worker was asked to create it may still create; once it no longer can, what is not there has not run. */
    private static StepResult absent(Move move, Progress progress, Condition running) {
        Condition settled = move.target().pendingWrites().noStart(move.target().toString());
        if (!settled.holds()) {
            return again(
                    progress,
                    ((Condition) () -> move.target().find().isPresent() ? Optional.empty() : settled.missing())
                            .watched());
        }
        if (progress.call().startUnclear()) {
            return notCreated(
                    progress,
                    Problem.error(
                            ProblemCode.REQUEST_FAILED,
                            move.target() + " was not created, though a worker was asked to",
                            "Look at the log of the workers, then try again"));
        }
        Condition noOtherStart = ResumeStep.noStartOfSources(move, progress);
        return noOtherStart.holds() ? create(move, progress, running) : again(progress, noOtherStart.watched());
    }

    private static StepResult notCreated(Progress progress, Problem problem) {
        return new StepResult.Failed(progress.with(p -> p.targetResumed = false), problem);
    }

    private static StepResult create(Move move, Progress progress, Condition running) {
        OffsetSnapshot given = requireNonNull(progress.given(), "offsets given");
        try {
            ResumePreconditions.requireOffsetsAsWritten(move.target(), given);
            ResumeStep.requireSources(move, progress);
        } catch (StepFailedException e) {
            Condition settled = ResumePreconditions.settled(move, progress);
            return settled.holds() ? ResumeStep.notStarted(move, progress, e) : again(progress, settled);
        }
        return post(move, progress, running);
    }

    private static StepResult post(Move move, Progress progress, Condition running) {
        try {
            move.target().createRunning(move.targetConfig());
            return again(progress.with(p -> p.call.targetUntouched = false), running);
        } catch (ConnectorExistsException e) {
            if (progress.call().targetUntouched()) {
                return notCreated(progress, PrepareSeedStep.taken(move.target()));
            }
            // What an earlier call, or an earlier try, has asked for has come to pass only now.
            return again(progress, running);
        } catch (UnreachableException e) {
            if (ResumeStep.isUnderWay(move, progress)) {
                throw e;
            }
            return notCreated(progress, Failures.problem(e));
        } catch (Throwable e) {
            return ResumeStep.unclear(progress, e);
        }
    }

    private static void requireToRun(ConnectorCopy target, ConnectorState state) {
        if (state != ConnectorState.RUNNING) {
            throw new StepFailedException(StartedWhenCreated.problem(target, state));
        }
    }
}
