package io.connectmigrator.migration.internal.step;

import static io.connectmigrator.migration.internal.step.StepResult.done;

import io.connectmigrator.connect.ConnectorInfo;
import io.connectmigrator.connect.ConnectorStatus;
import io.connectmigrator.connect.RequestFailedException;
import io.connectmigrator.migration.internal.connector.ConnectorConditions;
import io.connectmigrator.migration.internal.connector.ConnectorCopy;
import io.connectmigrator.migration.internal.connector.CopyOffsets;
import io.connectmigrator.migration.internal.connector.Gone;
import io.connectmigrator.migration.internal.connector.Move;
import io.connectmigrator.migration.internal.state.Progress;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import io.connectmigrator.report.internal.StepFailedException;
import java.util.Optional;
import java.util.Set;

/**
 * Deletes the copy on the target after the connector has gone back to where it came from, and leaves the offsets there
 * as they were found, so that it can be moved again.
 */
final class RemoveStep implements Step {

    private final OffsetSnapshot foundThere;
    private final boolean kept;

    /**
     * Takes what the migration has found and done.
     *
     * @param foundThere the offsets that the target had before
     * @param kept whether nothing was done to them; they may be those of the source itself, which runs by now
     */
    RemoveStep(OffsetSnapshot foundThere, boolean kept) {
        this.foundThere = foundThere;
        this.kept = kept;
    }

    @Override
    public MigrationStep name() {
        return MigrationStep.REMOVE;
    }

    /** The move is the way back: its source is the copy. */
    @Override
    public StepResult advance(Move rollback, Progress progress) {
        ConnectorCopy copy = rollback.source();
        Optional<ConnectorInfo> found = copy.find();
        found.ifPresent(connector -> requireTheCopy(rollback, connector));
        if (!rollback.sharedOffsets() && !kept && (found.isPresent() || copy.isAbsent())) {
            restore(copy.alone());
            // That may have taken long, and what is deleted has to be the copy by then.
            copy.find().ifPresent(still -> requireTheCopy(rollback, still));
        }
        if (found.isEmpty()) {
            return done(progress);
        }
        copy.delete();
        return StepResult.doneOnce(progress, new Gone(copy), reached -> reached);
    }

    /** What a worker says that it has written, and has not, is written once more: once the copy is deleted, no request shows it. */
    private void restore(ConnectorCopy copy) {
        copy.writing(() -> copy.offsets().restore(foundThere));
        copy.writing(() -> copy.offsets().restore(foundThere));
        WriteStep.requireAsFound(copy, foundThere);
        if (foundThere.isEmpty() && workersSeeSome(copy.offsets())) {
            throw new StepFailedException(Problem.error(
                    ProblemCode.WRONG_TRANSPORT,
                    "the transport of " + copy.cluster().name() + " shows no offsets of " + copy
                            + " any more, but the workers do, so it is not deleted",
                    "Give the client the transport of its own cluster, then call again"));
        }
    }

    private static boolean workersSeeSome(CopyOffsets offsets) {
        if (offsets.given().isEmpty() || !offsets.listedByWorkers()) {
            return false;
        }
        try {
            return !offsets.listOverRest().isEmpty();
        } catch (RequestFailedException e) {
            // Offsets that the workers cannot list tell nothing about the transport.
            return false;
        }
    }

    /** Another connector of that name, or one that runs again, is not what was moved. */
    private static void requireTheCopy(Move rollback, ConnectorInfo found) {
        ConnectorCopy copy = rollback.source();
        Set<String> changed = rollback.sourceConfig().keysShownOtherwise(found.config());
        Optional<ConnectorStatus> status = copy.findStatus();
        if (!changed.isEmpty() || ConnectorConditions.showsStarted(copy, status)) {
            throw new StepFailedException(Problem.error(
                    ProblemCode.SOURCE_CHANGED,
                    copy + " was changed or started by another after it had come to rest, so it is not deleted"
                            + (changed.isEmpty() ? "" : "; its config differs in " + String.join(", ", changed)),
                    "Stop and delete it if it is not needed: the connector runs on "
                            + rollback.target().cluster().name() + " again"));
        }
    }
}
