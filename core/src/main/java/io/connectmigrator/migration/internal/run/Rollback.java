package io.connectmigrator.migration.internal.run;

import io.connectmigrator.migration.internal.connector.CheckContext;
import io.connectmigrator.migration.internal.connector.ConnectorConditions;
import io.connectmigrator.migration.internal.connector.Move;
import io.connectmigrator.migration.internal.state.LaterMove;
import io.connectmigrator.migration.internal.state.MigrationState;
import io.connectmigrator.migration.internal.state.Progress;
import io.connectmigrator.migration.internal.step.StepSequence;
import io.connectmigrator.migration.internal.step.UndoGuard;
import io.connectmigrator.plan.internal.PlannedMove;
import io.connectmigrator.report.MigrationOutcome.NotStarted;
import io.connectmigrator.report.MigrationOutcome.Refused;
import io.connectmigrator.report.MigrationOutcome.RolledBack;
import io.connectmigrator.report.MigrationOutcome.Undone;
import io.connectmigrator.report.MigrationOutcome.Unfinished;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Brings connectors back to the source: with the target's current offsets if the target may have run, or by undoing
 * what has been done if it has not.
 */
public final class Rollback implements Operation {

    private final MigratorContext environment;

    public Rollback(MigratorContext environment) {
        this.environment = environment;
    }

    @Override
    public void examine(ConnectorContext assignment) {
        assignment.requireSamePlan(PlannedMove::differentPlaceIn);
    }

    @Override
    public Stage begin(ConnectorContext assignment) {
        MigrationState journey =
                assignment.journey().orElseGet(() -> MigrationState.begin().in(MigrationState.Phase.UNDONE));
        return switch (journey.phase()) {
            case UNDONE -> refused(assignment, nothingToGoBackFrom(assignment.survey()));
            case ROLLED_BACK -> assignment.ended(new RolledBack());
            case CONFIRMED -> refused(assignment, nothingLeft(assignment.survey()));
            case MOVED -> comeBackUnlessChanged(assignment, journey);
            case UNDER_WAY -> turnBack(assignment, journey);
        };
    }

    /** Before anything is touched: both copies are where the migration has left them. */
    private Stage comeBackUnlessChanged(ConnectorContext assignment, MigrationState journey) {
        CheckContext survey = assignment.survey();
        Optional<PlannedMove> later = new LaterMove(environment.journal())
                .after(survey.planned(), assignment.logbook().begun().orElseThrow());
        if (later.isPresent()) {
            return refused(assignment, movedOn(survey, later.get()));
        }
        if (journey.back() != null) {
            return comeBack(assignment, journey);
        }
        if (survey.source().find().isEmpty()) {
            return refused(assignment, nothingLeft(survey));
        }
        if (ConnectorConditions.mayCopy(survey.source())) {
            return refused(assignment, startedByAnother(survey));
        }
        return comeBack(assignment, journey);
    }

    private static Stage refused(ConnectorContext assignment, Problem why) {
        return new Stage.Ended(assignment.report(new Refused(), why));
    }

    private Stage turnBack(ConnectorContext assignment, MigrationState journey) {
        MigrationState known =
                journey.withThere(UndoGuard.recognised(assignment.survey().move(), journey.there()));
        return known.targetCounts() ? comeBackUnlessChanged(assignment, known) : undo(assignment, known);
    }

    private Stage undo(ConnectorContext assignment, MigrationState journey) {
        Move move = assignment.survey().move();
        StepExecutor passage = environment.passage(
                StepSequence.there(move.target(), assignment.clock(), Duration.ZERO),
                move,
                journey.there().with(p -> p.undoing = true),
                assignment,
                journey::withThere);
        return new Stage.UnderWay(
                passage,
                ended -> finish(
                        assignment,
                        journey.withThere(ended.progress()),
                        ended,
                        ended.end() == StepExecutor.End.UNDONE));
    }

    private Stage comeBack(ConnectorContext assignment, MigrationState journey) {
        Progress there = journey.there();
        Move wayBack = assignment.survey().wayBack();
        @Nullable Progress begun = journey.back();
        Progress start = begun != null
                ? UndoGuard.recognised(wayBack, begun)
                : Progress.NOTHING_YET.with(p -> {
                    p.wantedState = there.sourceState();
                    p.downSince = journey.phase() == MigrationState.Phase.UNDER_WAY ? there.downSince() : null;
                });
        StepExecutor passage = environment.passage(
                StepSequence.back(there, assignment.clock()), wayBack, start, assignment, journey::withBack);
        return new Stage.UnderWay(passage, ended -> {
            if (ended.end() == StepExecutor.End.UNDONE || ended.end() == StepExecutor.End.CALLED_OFF) {
                assignment.conclude(journey.withBack(null));
                return assignment.ended(
                        ended.end() == StepExecutor.End.UNDONE ? new Undone(ended.failedAt()) : new NotStarted(),
                        ended);
            }
            return finish(
                    assignment, journey.withBack(ended.progress()), ended, ended.end() == StepExecutor.End.ARRIVED);
        });
    }

    private static Stage finish(
            ConnectorContext assignment, MigrationState journey, StepExecutor passage, boolean isBack) {
        if (!isBack) {
            return assignment.ended(new Unfinished(passage.failedAt()), passage);
        }
        assignment.conclude(journey.in(MigrationState.Phase.ROLLED_BACK));
        return assignment.ended(new RolledBack(), passage);
    }

    private static Problem nothingToGoBackFrom(CheckContext survey) {
        return notInThatState(
                "the journal knows of no migration of " + survey.source() + ", so there is nothing to go back from",
                "Call rollback(plan) with the journal that the migration was written to");
    }

    private static Problem movedOn(CheckContext survey, PlannedMove later) {
        return notInThatState(
                survey.source() + " has been moved on from " + survey.targetCluster() + " and is now connector '"
                        + later.target() + "' of " + later.to() + "; brought back to " + survey.sourceCluster()
                        + ", it would run twice, from offsets that are left behind",
                "Roll back the later migrations first, the last one before the others");
    }

    private static Problem startedByAnother(CheckContext survey) {
        return notInThatState(
                survey.source() + " was started by another since it had moved, so both copies may run",
                "Stop one of the two, the original if its records are to be kept as the target has them; then call"
                        + " rollback(plan) again, or confirm(plan)");
    }

    private static Problem nothingLeft(CheckContext survey) {
        return notInThatState(
                survey.source()
                        + " was deleted, as it is when a migration is confirmed, so there is nothing left to go back to",
                "To move it to " + survey.sourceCluster() + " again, migrate a plan from " + survey.targetCluster()
                        + " to " + survey.sourceCluster());
    }

    private static Problem notInThatState(String message, String remedy) {
        return Problem.error(ProblemCode.NOT_IN_THAT_STATE, message, remedy);
    }

    @Override
    public String toString() {
        return "rollback";
    }
}
