package io.connectmigrator.migration.internal.step;

import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.migration.internal.connector.Condition;
import io.connectmigrator.migration.internal.connector.FinalOffsets;
import io.connectmigrator.migration.internal.connector.Mirrored;
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
import org.jspecify.annotations.Nullable;

/**
 * Gives each target of a unit its offsets: of those of each source the ones that go there, changed as the plan says, translated if the
 * unit comes to another Kafka cluster, and united with those of the other sources. Each source is translated by the move that leads it,
 * once its mirror has copied what it has read, or waited for until that has copied what it has written; no cluster is read otherwise.
 */
final class CombineStep implements Step {

    private final Shares shares;
    private final @Nullable MirrorStep first;

    /** @param first what is waited for before the offsets of the source of its move go to another Kafka cluster, or null if nothing is */
    CombineStep(Shares shares, @Nullable MirrorStep first) {
        this.shares = shares;
        this.first = first;
    }

    @Override
    public MigrationStep name() {
        return MigrationStep.TRANSLATE;
    }

    @Override
    public StepResult advance(Move move, Progress progress) {
        if (first != null && progress.call().sourceTranslation() == null) {
            Mirrored mirrored = first.mirrored(move, progress);
            return StepResult.again(
                    progress, mirrored, reached -> reached.with(p -> p.call.sourceTranslation = mirrored.last()));
        }
        Condition allTranslated = allTranslated(move, progress);
        return allTranslated.holds()
                ? StepResult.done(combined(move, progress))
                : StepResult.again(progress, allTranslated);
    }

    /** What a target is given may be of any of them. */
    private static Condition allTranslated(Move move, Progress progress) {
        Condition all = () -> move.sources(progress).stream()
                .filter(each ->
                        each.move().isTranslated() && each.progress().call().sourceTranslation() == null)
                .findFirst()
                .map(each -> "the offsets of " + each.move().source() + ", which moves together with " + move.source()
                        + ", are not translated yet");
        return all.ofUnit();
    }

    private Progress combined(Move move, Progress progress) {
        requireOneState(move, progress);
        Progress lead = move.leadOfSource(progress).progress();
        FinalOffsets source = FinalOffsets.of(move, progress);
        OffsetSnapshot share = shares.of(move, source);
        OffsetSnapshot carried = shares.carried(move, source, share);
        boolean isCarriedAsItIs = !source.isTranslated() && share.diff(carried).isEmpty();
        List<MoveUnit.Reached> together = move.toItsTarget(progress);
        OffsetSnapshot united = move.leadsTarget() && together.size() > 1 ? united(move, together) : null;
        requireSome(move, united == null ? carried : united);
        ConnectorState wanted = lead.wantedState();
        return progress.with(p -> {
            p.share = move.leadsSource() && share.equals(source.all()) ? null : share;
            p.translated = isCarriedAsItIs ? null : carried;
            p.united = united;
            p.call.translation = source.translation(share);
            if (!move.leadsSource()) {
                p.wantedState = p.wantedState == null ? wanted : p.wantedState;
                p.sourceTasks = lead.sourceTasks();
                p.downSince = lead.downSince();
                p.readWith = lead.readWith();
            }
        });
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
        return move.conflicts().united(together.stream().map(this::carried).toList(), move.target());
    }

    private OffsetSnapshot carried(MoveUnit.Reached each) {
        FinalOffsets source = FinalOffsets.of(each.move(), each.progress());
        return shares.carried(each.move(), source, shares.of(each.move(), source));
    }
}
