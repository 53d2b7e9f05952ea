package io.connectmigrator.migration;

import static io.connectmigrator.migration.StepResult.again;
import static io.connectmigrator.migration.StepResult.done;
import static java.util.Objects.requireNonNull;

import io.connectmigrator.connect.ConnectClientException;
import io.connectmigrator.connect.ConnectorExistsException;
import io.connectmigrator.connect.ConnectorInfo;
import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.connect.UnknownOutcomeException;
import io.connectmigrator.connect.UnreachableException;
import io.connectmigrator.offset.OffsetSnapshot;
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
        Side target = move.target();
        if (!progress.targetResumed()) {
            requireToRun(target, requireNonNull(progress.wantedState(), "wanted state"));
            return again(ResumeStep.noted(progress));
        }
        Condition running = ConnectorConditions.createdRunning(
                target,
                ConnectorConditions.in(
                        ConnectorState.RUNNING, target, progress.sourceTasks() > 0, move::withoutSecrets));
        Optional<ConnectorInfo> connector = target.find();
        if (connector.isPresent() && progress.targetUntouched()) {
            return new StepResult.Failed(progress.with(p -> p.targetResumed = false), PrepareSeedStep.taken(target));
        }
        if (connector.isEmpty()) {
            return create(move, progress, running);
        }
        PrepareStep.requireOurs(move, connector.get());
        return running.holds() ? done(progress.with(p -> p.upSince = clock.instant())) : again(progress, running);
    }

    private static StepResult create(Move move, Progress progress, Condition running) {
        OffsetSnapshot snapshot = requireNonNull(progress.snapshot(), "snapshot");
        try {
            Readiness.requireSourceQuiet(move, snapshot);
            Readiness.requireOffsetsAsWritten(move.target(), snapshot);
        } catch (StepFailedException e) {
            Condition settled = Readiness.settled(move);
            return settled.holds() ? ResumeStep.notStarted(move, progress, e) : again(progress, settled);
        }
        return post(move, progress, running);
    }

    private static StepResult post(Move move, Progress progress, Condition running) {
        try {
            move.target().createRunning(move.targetConfig());
            return again(progress.with(p -> p.targetUntouched = false), running);
        } catch (UnknownOutcomeException e) {
            throw e;
        } catch (ConnectorExistsException e) {
            if (progress.targetUntouched()) {
                throw e;
            }
            // What an earlier call, or one that was interrupted, has asked for has come to pass only now.
            return again(progress, running);
        } catch (ConnectClientException e) {
            boolean nothingWasCreated =
                    e instanceof UnreachableException || move.target().find().isEmpty();
            if (!nothingWasCreated) {
                throw e;
            }
            return new StepResult.Failed(progress.with(p -> p.targetResumed = false), Failures.problem(e));
        }
    }

    private static void requireToRun(Side target, ConnectorState state) {
        if (state != ConnectorState.RUNNING) {
            throw new StepFailedException(CapabilitiesCheck.cannotKeepFromRunning(target, state));
        }
    }
}
