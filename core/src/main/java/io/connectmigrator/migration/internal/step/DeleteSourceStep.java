package io.connectmigrator.migration.internal.step;

import static io.connectmigrator.migration.internal.step.StepResult.again;
import static io.connectmigrator.migration.internal.step.StepResult.done;

import io.connectmigrator.connect.ConnectorStatus;
import io.connectmigrator.migration.internal.connector.ConnectorConditions;
import io.connectmigrator.migration.internal.connector.ConnectorCopy;
import io.connectmigrator.migration.internal.connector.Gone;
import io.connectmigrator.migration.internal.connector.Move;
import io.connectmigrator.migration.internal.state.Progress;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import io.connectmigrator.report.internal.StepFailedException;
import java.util.Optional;

/**
 * Deletes the connector on the source for good, provided that it is still stopped and that the target still has its own.
 * The offsets stay where they are: Connect keeps them, and a sink's may be the very ones that the target uses.
 */
final class DeleteSourceStep implements Step {

    @Override
    public MigrationStep name() {
        return MigrationStep.REMOVE;
    }

    @Override
    public StepResult advance(Move move, Progress progress) {
        if (move.source().find().isEmpty()) {
            return done(progress);
        }
        if (move.source().stopIfPaused()) {
            return again(progress, ConnectorConditions.atRest(move.source()));
        }
        Optional<String> missing = ConnectorConditions.atRest(move.source()).missing();
        if (missing.isPresent()) {
            throw refused(
                    missing.get() + ", which it was when the connector had moved",
                    "Find out what started it; both copies may be running");
        }
        move.targets(progress).forEach(each -> requireNotFailed(each.move().target()));
        move.source().delete();
        return StepResult.doneOnce(progress, new Gone(move.source()), reached -> reached);
    }

    private static void requireNotFailed(ConnectorCopy target) {
        ConnectorStatus status = target.status();
        if (ConnectorConditions.hasFailed(status)) {
            throw refused(
                    target + " has failed: " + ConnectorConditions.describe(status),
                    "Mend it, or bring the connector back with rollback(plan), before the source is deleted");
        }
    }

    private static StepFailedException refused(String message, String remedy) {
        return new StepFailedException(Problem.error(ProblemCode.NOT_IN_THAT_STATE, message, remedy));
    }
}
