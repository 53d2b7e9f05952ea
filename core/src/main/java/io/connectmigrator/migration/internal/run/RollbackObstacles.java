package io.connectmigrator.migration.internal.run;

import io.connectmigrator.connect.ConnectClientException;
import io.connectmigrator.journal.Journal;
import io.connectmigrator.migration.internal.connector.CheckContext;
import io.connectmigrator.migration.internal.connector.ConnectorConditions;
import io.connectmigrator.migration.internal.connector.OriginalPartitions;
import io.connectmigrator.migration.internal.state.LaterMove;
import io.connectmigrator.migration.internal.state.MigrationState;
import io.connectmigrator.migration.internal.state.Progress;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.offset.OffsetTransportException;
import io.connectmigrator.plan.internal.PlannedMove;
import io.connectmigrator.plan.internal.UnitDefinition;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds out what stands in the way of bringing connectors back: a copy is not where the migration has left it, or the offsets of the
 * targets are not those that go back. Reads only.
 */
final class RollbackObstacles {

    private final UnitContext context;
    private final MigrationState migrationState;
    private final Journal journal;

    RollbackObstacles(UnitContext context, MigrationState migrationState, Journal journal) {
        this.context = context;
        this.migrationState = migrationState;
        this.journal = journal;
    }

    /** {@return the first obstacle} Once a rollback has begun, its own steps have changed the copies, so that these are not looked at. */
    Optional<Problem> first() {
        Optional<Problem> elsewhere =
                checkContexts().flatMap(each -> elsewhere(each).stream()).findFirst();
        return elsewhere.isPresent() || migrationState.rollback() != null ? elsewhere : forked().or(this::changed);
    }

    private Stream<CheckContext> checkContexts() {
        return context.contexts().stream().map(ConnectorContext::checkContext);
    }

    private Optional<Problem> changed() {
        List<CheckContext> moves = checkContexts().toList();
        return IntStream.range(0, moves.size())
                .boxed()
                .flatMap(move ->
                        changed(moves.get(move), migrationState.forward().of(move)).stream())
                .findFirst();
    }

    private Optional<Problem> forked() {
        UnitDefinition unit = context.plan().unit();
        if (unit == null || unit.kind() != UnitDefinition.Kind.FORK || unit.atLeastOnce() || areAtOnePosition()) {
            return Optional.empty();
        }
        return Optional.of(Problem.error(
                ProblemCode.NO_WAY_BACK,
                context.checkContext().source()
                        + " was forked, and the connectors that it became have run: they are at different positions, and it had one",
                UnitDefinition.AT_LEAST_ONCE));
    }

    /** As where nothing has been written to the log since, or the original was paused. If one of them goes on before it is stopped, the rollback is undone. */
    private boolean areAtOnePosition() {
        try {
            List<OffsetSnapshot> positions =
                    checkContexts().map(each -> each.target().offsets().list()).toList();
            return positions.stream()
                    .allMatch(each -> each.diff(positions.get(0)).isEmpty());
        } catch (ConnectClientException | OffsetTransportException e) {
            return false;
        }
    }

    /** {@return that the offsets of the target are not those that go back, if that is so} */
    private Optional<Problem> elsewhere(CheckContext move) {
        Optional<PlannedMove> later = new LaterMove(journal)
                .after(move.planned(), context.entry().writer().begun().orElseThrow());
        if (later.isPresent()) {
            return Optional.of(movedOn(move, later.get()));
        }
        boolean isChanged =
                migrationState.forward().isTranslated() && move.source().find().isPresent();
        return isChanged && move.isSink() && move.crossing().isEmpty()
                ? Optional.of(notTranslatedBack(move))
                : Optional.empty();
    }

    private static Optional<Problem> changed(CheckContext move, Progress forward) {
        if (move.source().find().isEmpty()) {
            return Optional.of(nothingLeft(move));
        }
        if (ConnectorConditions.mayCopy(move.source())) {
            return Optional.of(startedByAnother(move));
        }
        return move.isSink() ? Optional.empty() : OriginalPartitions.obstacle(move.source(), forward);
    }

    static Problem nothingToGoBackFrom(CheckContext checkContext) {
        return notInThatState(
                "the journal knows of no migration of " + checkContext.source()
                        + ", so there is nothing to go back from",
                "Call rollback(plan) with the journal that the migration was written to");
    }

    private static Problem notTranslatedBack(CheckContext checkContext) {
        return Problem.error(
                ProblemCode.SINK_ON_OTHER_KAFKA,
                "the offsets of " + checkContext.source()
                        + " were translated for another Kafka cluster, and the plan does not say how they are translated back;"
                        + " those of the target are of other records",
                "Call rollback(plan) with the across(…) that the migration had");
    }

    private static Problem movedOn(CheckContext checkContext, PlannedMove later) {
        return notInThatState(
                checkContext.source() + " has been moved on from " + checkContext.targetCluster()
                        + " and is now connector '"
                        + later.target() + "' of " + later.to() + "; brought back to " + checkContext.sourceCluster()
                        + ", it would run twice, from offsets that are left behind",
                "Roll back the later migrations first, the last one before the others");
    }

    private static Problem startedByAnother(CheckContext checkContext) {
        return notInThatState(
                checkContext.source()
                        + " was started outside this migration since it had moved, so both copies may run",
                "Stop one of the two, the original if its records are to be kept as the target has them; then call"
                        + " rollback(plan) again, or confirm(plan)");
    }

    static Problem nothingLeft(CheckContext checkContext) {
        return notInThatState(
                checkContext.source()
                        + " was deleted, as it is when a migration is confirmed, so there is nothing left to go back to",
                "To move it to " + checkContext.sourceCluster() + " again, migrate a plan from "
                        + checkContext.targetCluster() + " to " + checkContext.sourceCluster());
    }

    private static Problem notInThatState(String message, String remedy) {
        return Problem.error(ProblemCode.NOT_IN_THAT_STATE, message, remedy);
    }
}
