package io.connectmigrator.migration.internal.step;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.migration.internal.connector.Move;
import io.connectmigrator.migration.internal.connector.MoveUnit;
import io.connectmigrator.migration.internal.connector.Shares;
import io.connectmigrator.migration.internal.state.Progress;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.plan.EmptyOffsets;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import io.connectmigrator.report.internal.StepFailedException;
import java.util.List;

/**
 * Gives each target of a unit its offsets: of those of each source the ones that go there, changed as the plan says, and united with those
 * of the other sources. It reads no cluster.
 */
final class CombineStep implements Step {

    private final Shares shares;

    CombineStep(Shares shares) {
        this.shares = shares;
    }

    @Override
    public MigrationStep name() {
        return MigrationStep.TRANSLATE;
    }

    @Override
    public StepResult advance(Move move, Progress progress) {
        requireOneState(move, progress);
        Progress source = move.leadOfSource(progress).progress();
        OffsetSnapshot all = snapshot(move, progress);
        OffsetSnapshot share = shares.of(move, all);
        OffsetSnapshot carried = shares.transformed(move, share);
        List<MoveUnit.Reached> together = move.toItsTarget(progress);
        OffsetSnapshot united = move.leadsTarget() && together.size() > 1 ? united(move, together) : null;
        requireSome(move, united == null ? carried : united);
        ConnectorState wanted = source.wantedState();
        return StepResult.done(progress.with(p -> {
            p.share = move.leadsSource() && share.equals(all) ? null : share;
            p.translated = share.diff(carried).isEmpty() ? null : carried;
            p.united = united;
            if (!move.leadsSource()) {
                p.wantedState = p.wantedState == null ? wanted : p.wantedState;
                p.sourceTasks = source.sourceTasks();
                p.downSince = source.downSince();
                p.readWith = source.readWith();
            }
        }));
    }

    private static void requireSome(Move move, OffsetSnapshot given) {
        if (move.leadsTarget() && given.isEmpty() && move.emptyOffsets() == EmptyOffsets.REFUSE) {
            throw new StepFailedException(Problem.error(
                    ProblemCode.OFFSETS_EMPTY,
                    move.target() + " would get no offsets, so it would start from scratch",
                    "Say emptyOffsets(ALLOW) in the plan if that is right for it"));
        }
    }

    /** The one that several become has one state. */
    private static void requireOneState(Move move, Progress progress) {
        List<MoveUnit.Reached> together = move.toItsTarget(progress);
        long states = together.stream()
                .map(each ->
                        each.move().leadOfSource(each.progress()).progress().wantedState())
                .distinct()
                .count();
        if (states > 1) {
            throw new StepFailedException(Problem.error(
                    ProblemCode.STATES_DIFFER,
                    "not all of the connectors that become " + move.target()
                            + " were in one state when they were stopped",
                    "Bring all of them to the state that it is to have, then call again"));
        }
    }

    private OffsetSnapshot united(Move move, List<MoveUnit.Reached> together) {
        return move.conflicts()
                .united(
                        together.stream()
                                .map(each -> shares.transformed(
                                        each.move(), shares.of(each.move(), snapshot(each.move(), each.progress()))))
                                .toList(),
                        move.target());
    }

    private static OffsetSnapshot snapshot(Move move, Progress progress) {
        return requireNonNull(move.leadOfSource(progress).progress().snapshot(), "snapshot");
    }
}
