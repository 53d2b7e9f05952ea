package io.connectmigrator.migration;

import static io.connectmigrator.migration.StepResult.done;
import static java.util.Objects.requireNonNull;

import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.offset.SnapshotDiff;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;

/**
 * Looks whether the target goes on from the offsets that it was given. A connector commits only now and then, so
 * «unchanged» is a good answer; a partition that is gone, or is back at a lower number, is not.
 */
final class ProveStep implements Step {

    @Override
    public MigrationStep name() {
        return MigrationStep.PROVE;
    }

    @Override
    public StepResult advance(Move move, Progress progress) {
        OffsetSnapshot given = requireNonNull(progress.snapshot(), "snapshot");
        OffsetSnapshot after = after(move.target().offsets(), given);
        Progress looked = progress.with(p -> p.targetAfter = after);
        SnapshotDiff difference = given.diff(after);
        if (isBehind(difference)) {
            return new StepResult.Failed(
                    looked,
                    Problem.error(
                            ProblemCode.OFFSETS_WENT_BACK,
                            move.target() + " is behind the offsets that it was given: " + difference,
                            "Stop it before it copies more, and find out why; rollback(plan) brings the connector back to "
                                    + move.source().cluster().name()));
        }
        if (move.source().findStatus().filter(ConnectorConditions::runs).isPresent()) {
            return new StepResult.Failed(
                    looked,
                    Problem.error(
                            ProblemCode.SOURCE_CHANGED,
                            move.source() + " was started by somebody else, and so both copies run",
                            "Stop it at once, and look for who started it"));
        }
        return done(looked.with(p -> p.movedOn = !difference.isEmpty()));
    }

    /** Of bad news one makes sure. */
    private static OffsetSnapshot after(SideOffsets target, OffsetSnapshot given) {
        OffsetSnapshot peeked = target.peek();
        return isBehind(given.diff(peeked)) ? target.list() : peeked;
    }

    private static boolean isBehind(SnapshotDiff difference) {
        return !difference.removed().isEmpty()
                || difference.changed().stream().anyMatch(SnapshotDiff.Change::isBackwards);
    }
}
