package io.connectmigrator.migration.internal.run;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.connect.ConnectClientException;
import io.connectmigrator.event.MigrationEvent;
import io.connectmigrator.migration.internal.connector.CheckContext;
import io.connectmigrator.migration.internal.connector.ConnectorConditions;
import io.connectmigrator.migration.internal.connector.Move;
import io.connectmigrator.migration.internal.connector.Moves;
import io.connectmigrator.migration.internal.connector.SinkKafka;
import io.connectmigrator.migration.internal.connector.TargetCommits;
import io.connectmigrator.migration.internal.state.MigrationState;
import io.connectmigrator.migration.internal.state.UnitProgress;
import io.connectmigrator.migration.internal.step.StepSequence;
import io.connectmigrator.migration.internal.step.UndoGuard;
import io.connectmigrator.plan.internal.PlanChecks;
import io.connectmigrator.plan.internal.PlannedMove;
import io.connectmigrator.plan.internal.ResolvedPlan;
import io.connectmigrator.plan.internal.WatchPolicy;
import io.connectmigrator.report.Baseline;
import io.connectmigrator.report.Measured;
import io.connectmigrator.report.MigrationOutcome;
import io.connectmigrator.report.MigrationOutcome.Confirmed;
import io.connectmigrator.report.MigrationOutcome.Moved;
import io.connectmigrator.report.MigrationOutcome.Refused;
import io.connectmigrator.report.MigrationOutcome.Undone;
import io.connectmigrator.report.MigrationOutcome.Unfinished;
import io.connectmigrator.report.MigrationPhase;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Moves connectors to the target, from wherever an earlier call has left them. */
public final class Migrate implements Operation {

    private final MigratorContext migratorContext;

    public Migrate(MigratorContext migratorContext) {
        this.migratorContext = migratorContext;
    }

    @Override
    public ResolvedPlan examine(ResolvedPlan resolvedPlan) {
        return PlanChecks.examined(resolvedPlan);
    }

    @Override
    public void examine(UnitContext context) {
        context.requireNoRollback();
        context.requireSamePlan(PlannedMove::differencesIn);
    }

    @Override
    public boolean needsCheck(UnitContext context) {
        return context.isToStart();
    }

    /** If anything is in the way of one of them, nothing is touched. */
    @Override
    public boolean mayBegin(ResolvedPlan resolvedPlan, List<UnitContext> contexts) {
        return resolvedPlan.mayBegin() && contexts.stream().allMatch(UnitContext::mayGoOn);
    }

    @Override
    public boolean keepsOrder() {
        return true;
    }

    @Override
    public Optional<MigrationOutcome> earlierOutcome(UnitContext context) {
        return context.entry().earlierOutcome();
    }

    @Override
    public Continuation begin(UnitContext context) {
        if (context.entry().isConfirmed()) {
            return context.ended(new Confirmed());
        }
        MigrationState migrationState =
                context.entry().openState().orElseGet(() -> MigrationState.begin(context.size()));
        if (migrationState.phase() == MigrationPhase.MOVED) {
            measuredBefore(context);
            return moved(context, migrationState);
        }
        UnitProgress forward = UndoGuard.recognised(context.moves(Moves::forward), migrationState.forward());
        boolean goesBack = forward.undoing() || lacksTranslation(context, forward);
        MigrationState known = migrationState.withForward(forward.with(p -> p.undoing = goesBack));
        return goesBack ? undoAndStart(context, known) : move(context, known);
    }

    /** An earlier call may have had a plan that said how offsets are translated; without that, those of other records would be written. */
    private static boolean lacksTranslation(UnitContext context, UnitProgress forward) {
        CheckContext checkContext = context.checkContext();
        return context.entry().isBegun()
                && !forward.targetResumed()
                && checkContext.isSink()
                && checkContext.crossing().isEmpty()
                && !SinkKafka.isOne(checkContext).orElse(true);
    }

    /** What an earlier call has measured is lost. */
    private static void measuredBefore(UnitContext context) {
        Duration apart = context.plan().baseline();
        if (!apart.isZero()) {
            Measured missing = Measured.missing("an earlier call has moved the connector");
            context.contexts().forEach(each -> each.measured(() -> new Baseline(apart, missing, missing)));
        }
    }

    /** That it has moved is what the journal says; another may have undone it by hand since. */
    private static Continuation moved(UnitContext context, MigrationState migrationState) {
        return context.contexts().stream()
                .map(ConnectorContext::checkContext)
                .flatMap(move -> changed(move).stream())
                .findFirst()
                .map(changed -> context.ended(new Refused(), changed))
                .orElseGet(() -> stillMoved(context, migrationState.forward()));
    }

    private static Optional<Problem> changed(CheckContext checkContext) {
        Optional<String> changed;
        try {
            changed = ConnectorConditions.mayCopy(checkContext.source())
                    ? Optional.of(checkContext.source() + " has been started again")
                    : checkContext.target().find().isPresent()
                            ? Optional.empty()
                            : Optional.of(checkContext.target() + " is not there any more");
        } catch (ConnectClientException e) {
            // Nothing is done, so nothing has to be known.
            changed = Optional.empty();
        }
        return changed.map(what -> Problem.error(
                ProblemCode.NOT_IN_THAT_STATE,
                "the journal says that " + checkContext.source() + " has moved, but " + what,
                "Bring both to where one of them runs, then call rollback(plan), confirm(plan) or"
                        + " forget(plan) to end the migration"));
    }

    /** What was noted of a target may have passed, or be worse by now. */
    private static Continuation stillMoved(UnitContext context, UnitProgress forward) {
        List<Move> moves = context.moves(Moves::confirm);
        List<Problem> remarks = IntStream.range(0, forward.size())
                .filter(move -> forward.of(move).remark() != null)
                .mapToObj(move -> TargetCommits.remark(moves.get(move), forward.of(move)))
                .flatMap(Optional::stream)
                .toList();
        remarks.forEach(context::note);
        return context.ended(
                remarks.stream().anyMatch(Problem::isError)
                        ? new Unfinished(MigrationStep.PROVE)
                        : new Moved(forward.movedOn()));
    }

    /** An earlier call ended while it was undoing. */
    private Continuation undoAndStart(UnitContext context, MigrationState migrationState) {
        List<Move> moves = context.moves(Moves::forward);
        return new Continuation.Steps(stepExecutor(context, moves, migrationState, List.of()), undone -> {
            Continuation ended = ended(context, migrationState, List.of(), undone);
            return undone.outcome() instanceof Undone ? startAgain(context) : ended;
        });
    }

    private Continuation startAgain(UnitContext context) {
        context.lookAgain();
        context.check(migratorContext);
        return context.mayGoOn() ? move(context, MigrationState.begin(context.size())) : context.ended(new Refused());
    }

    private Continuation move(UnitContext context, MigrationState start) {
        List<Move> moves = context.moves(Moves::forward);
        List<BaselineSamples> samples = samples(context, moves);
        return new Continuation.Steps(
                stepExecutor(context, moves, start, samples), executor -> ended(context, start, samples, executor));
    }

    /** {@return the samples of each move that the plan asks for; none if it asks for none. The reports have them} */
    private List<BaselineSamples> samples(UnitContext context, List<Move> moves) {
        Duration apart = context.plan().baseline();
        if (apart.isZero()) {
            return List.of();
        }
        return IntStream.range(0, moves.size())
                .mapToObj(index -> {
                    ConnectorContext each = context.contexts().get(index);
                    BaselineSamples samples = new BaselineSamples(moves.get(index), apart, each, migratorContext);
                    each.measured(samples::report);
                    return samples;
                })
                .toList();
    }

    private StepExecutor stepExecutor(
            UnitContext context, List<Move> moves, MigrationState start, List<BaselineSamples> samples) {
        Duration settling = context.checkContext()
                .family()
                .settlingTime(migratorContext.timeouts().settling());
        return migratorContext.stepExecutor(
                unit -> StepSequence.forward(
                        unit,
                        context.lead().clock(),
                        migratorContext.reads(),
                        settling,
                        isWatched(context),
                        samples.stream().map(BaselineSamples::before).toList()),
                moves,
                start.forward(),
                progress -> new Moved(progress.movedOn()),
                context,
                start::withForward);
    }

    private Continuation ended(
            UnitContext context, MigrationState start, List<BaselineSamples> samples, StepExecutor executor) {
        MigrationOutcome outcome = requireNonNull(executor.outcome(), "outcome");
        if (!(outcome instanceof Unfinished)) {
            context.conclude(start.withForward(executor.progress())
                    .in(outcome instanceof Moved ? MigrationPhase.MOVED : MigrationPhase.UNDONE));
        }
        boolean watches = isWatched(context);
        if (!(outcome instanceof Moved) || (samples.isEmpty() && !watches)) {
            return context.ended(outcome, executor);
        }
        context.take(executor);
        Comparisons comparison = samples.isEmpty() ? null : comparisons(context, samples);
        return watches || comparison == null
                ? watch(context, comparison, executor)
                : new Continuation.Watch(comparison, () -> context.ended(outcome, executor.progress()));
    }

    private Comparisons comparisons(UnitContext context, List<BaselineSamples> samples) {
        return new Comparisons(IntStream.range(0, samples.size())
                .mapToObj(index -> new Comparison(
                        context.contexts().get(index), samples.get(index).after(), migratorContext))
                .toList());
    }

    private static boolean isWatched(UnitContext context) {
        return !policy(context).duration().isZero();
    }

    private static WatchPolicy policy(UnitContext context) {
        return context.plan().watch().known(context.has(ProblemCode.OPERATED_MAYBE));
    }

    private Continuation watch(UnitContext context, @Nullable Comparisons comparison, StepExecutor executor) {
        ConnectorWatch watch = new ConnectorWatch(
                context,
                context.moves(Moves::forward),
                policy(context),
                WatchGuard.holding(context.entry().writer().claim()),
                comparison,
                migratorContext);
        return new Continuation.Watch(watch, () -> watched(context, requireNonNull(watch.end(), "end"), executor));
    }

    private Continuation watched(UnitContext context, ConnectorWatch.End end, StepExecutor executor) {
        return switch (end) {
            case MOVED, ENDED_BY_ANOTHER ->
                context.ended(requireNonNull(executor.outcome(), "outcome"), executor.progress());
            case UNFINISHED -> context.ended(new Unfinished(MigrationStep.WATCH), executor.progress());
            case ROLL_BACK -> rollback(context);
        };
    }

    private Continuation rollback(UnitContext context) {
        context.lookAgain();
        return Rollback.afterWatch(migratorContext).begin(context);
    }

    @Override
    public MigrationEvent.Call call() {
        return MigrationEvent.Call.MIGRATE;
    }
}
