package io.connectmigrator.migration.internal.run;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.connect.ConnectClientException;
import io.connectmigrator.migration.internal.connector.CheckContext;
import io.connectmigrator.migration.internal.connector.ConnectorConditions;
import io.connectmigrator.migration.internal.connector.Move;
import io.connectmigrator.migration.internal.state.MigrationState;
import io.connectmigrator.migration.internal.state.Progress;
import io.connectmigrator.migration.internal.step.StepSequence;
import io.connectmigrator.migration.internal.step.UndoGuard;
import io.connectmigrator.plan.internal.PlanChecks;
import io.connectmigrator.plan.internal.PlannedMove;
import io.connectmigrator.plan.internal.ResolvedPlan;
import io.connectmigrator.report.MigrationOutcome;
import io.connectmigrator.report.MigrationOutcome.Confirmed;
import io.connectmigrator.report.MigrationOutcome.Moved;
import io.connectmigrator.report.MigrationOutcome.NotStarted;
import io.connectmigrator.report.MigrationOutcome.Refused;
import io.connectmigrator.report.MigrationOutcome.Undone;
import io.connectmigrator.report.MigrationOutcome.Unfinished;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.util.List;
import java.util.Optional;

/** Moves connectors to the target, from wherever an earlier call has left them. */
public final class Migrate implements Operation {

    private final MigratorContext environment;

    public Migrate(MigratorContext environment) {
        this.environment = environment;
    }

    @Override
    public ResolvedPlan examine(ResolvedPlan itinerary) {
        return PlanChecks.examined(itinerary);
    }

    @Override
    public void examine(ConnectorContext assignment) {
        assignment.requireNotGoingBack();
        assignment.requireSamePlan(PlannedMove::differencesIn);
    }

    @Override
    public boolean needsCheck(ConnectorContext assignment) {
        return assignment.isToSetOut();
    }

    /** If anything is in the way of one of them, nothing is touched. */
    @Override
    public boolean mayBegin(ResolvedPlan itinerary, List<ConnectorContext> assignments) {
        return itinerary.mayBegin() && assignments.stream().allMatch(ConnectorContext::mayGoOn);
    }

    @Override
    public boolean keepsOrder() {
        return true;
    }

    @Override
    public Optional<MigrationOutcome> endBefore(ConnectorContext assignment) {
        return assignment.endBefore();
    }

    @Override
    public Stage begin(ConnectorContext assignment) {
        if (assignment.isConfirmed()) {
            return assignment.ended(new Confirmed());
        }
        MigrationState journey = assignment.openJourney().orElseGet(MigrationState::begin);
        if (journey.phase() == MigrationState.Phase.MOVED) {
            return moved(assignment, journey);
        }
        Progress there = UndoGuard.recognised(assignment.survey().move(), journey.there());
        MigrationState known = journey.withThere(there);
        return there.undoing() ? undoAndSetOut(assignment, known) : travel(assignment, known);
    }

    /** That it has moved is what the journal says; another may have undone it by hand since. */
    private static Stage moved(ConnectorContext assignment, MigrationState journey) {
        CheckContext survey = assignment.survey();
        Optional<String> changed;
        try {
            changed = ConnectorConditions.mayCopy(survey.source())
                    ? Optional.of(survey.source() + " has been started again")
                    : survey.target().find().isPresent()
                            ? Optional.empty()
                            : Optional.of(survey.target() + " is not there any more");
        } catch (ConnectClientException e) {
            // Nothing is done, so nothing has to be known.
            changed = Optional.empty();
        }
        return changed.<Stage>map(what -> new Stage.Ended(assignment.report(
                        new Refused(),
                        Problem.error(
                                ProblemCode.NOT_IN_THAT_STATE,
                                "the journal says that " + survey.source() + " has moved, but " + what,
                                "Bring both to where one of them runs, then call rollback(plan) or confirm(plan) to end"
                                        + " the migration"))))
                .orElseGet(() -> assignment.ended(new Moved(journey.there().movedOn())));
    }

    /** An earlier call died on its way back. */
    private Stage undoAndSetOut(ConnectorContext assignment, MigrationState journey) {
        StepExecutor passage = passage(assignment, journey);
        return new Stage.UnderWay(passage, undone -> {
            Stage end = end(assignment, journey, undone);
            return undone.end() == StepExecutor.End.UNDONE ? setOutAgain(assignment) : end;
        });
    }

    private Stage setOutAgain(ConnectorContext assignment) {
        assignment.lookAgain();
        assignment.check(environment);
        return assignment.mayGoOn() ? travel(assignment, MigrationState.begin()) : assignment.ended(new Refused());
    }

    private Stage travel(ConnectorContext assignment, MigrationState start) {
        return new Stage.UnderWay(passage(assignment, start), passage -> end(assignment, start, passage));
    }

    private StepExecutor passage(ConnectorContext assignment, MigrationState start) {
        Move move = assignment.survey().move();
        return environment.passage(
                StepSequence.there(
                        move.target(),
                        assignment.clock(),
                        assignment.survey().settlingTime(environment.timeouts().settling())),
                move,
                start.there(),
                assignment,
                start::withThere);
    }

    private static Stage end(ConnectorContext assignment, MigrationState start, StepExecutor passage) {
        MigrationState reached = start.withThere(passage.progress());
        return switch (requireNonNull(passage.end(), "end")) {
            case ARRIVED -> {
                assignment.conclude(reached.in(MigrationState.Phase.MOVED));
                yield assignment.ended(new Moved(passage.progress().movedOn()), passage);
            }
            case UNDONE -> {
                assignment.conclude(reached.in(MigrationState.Phase.UNDONE));
                yield assignment.ended(new Undone(passage.failedAt()), passage);
            }
            case CALLED_OFF -> {
                assignment.conclude(reached.in(MigrationState.Phase.UNDONE));
                yield assignment.ended(new NotStarted(), passage);
            }
            case STRANDED -> assignment.ended(new Unfinished(passage.failedAt()), passage);
        };
    }

    @Override
    public String toString() {
        return "migrate";
    }
}
