package io.connectmigrator.migration.internal.run;

import io.connectmigrator.journal.Journal;
import io.connectmigrator.journal.JournalException;
import io.connectmigrator.journal.LockOwner;
import io.connectmigrator.migration.internal.connector.CheckContext;
import io.connectmigrator.migration.internal.connector.Move;
import io.connectmigrator.migration.internal.connector.Moves;
import io.connectmigrator.migration.internal.state.MigrationState;
import io.connectmigrator.migration.internal.state.UnitProgress;
import io.connectmigrator.migration.internal.work.Cancellation;
import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.plan.internal.ConnectorPlan;
import io.connectmigrator.plan.internal.PlannedMove;
import io.connectmigrator.plan.internal.UnitDefinition;
import io.connectmigrator.report.ConnectorReport;
import io.connectmigrator.report.MigrationOutcome;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import io.connectmigrator.report.UnitReport;
import io.connectmigrator.report.internal.Failures;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The moves of a plan that are made together or not at all, during one call: what is read of each, how far they have come, and how they
 * end. Most units have one move.
 */
public final class UnitContext {

    private final List<ConnectorContext> contexts;
    private final ConnectorEntry entry;
    private final RunContext runContext;

    /** @param unit what is read about each of the moves, in their order */
    UnitContext(List<CheckContext> unit, RunContext runContext, MigratorContext migratorContext) {
        this.runContext = runContext;
        this.entry = new ConnectorEntry(this::checkContexts, migratorContext.waiting());
        this.contexts = unit.stream()
                .map(checkContext -> new ConnectorContext(checkContext, entry, runContext, migratorContext))
                .toList();
        CheckContext.unite(unit);
    }

    /** {@return the contexts of the moves, in their order} */
    List<ConnectorContext> contexts() {
        return contexts;
    }

    /** {@return the context of the move that leads} */
    ConnectorContext lead() {
        return contexts.get(0);
    }

    /** {@return what is read about the move that leads} */
    CheckContext checkContext() {
        return lead().checkContext();
    }

    private List<CheckContext> checkContexts() {
        return contexts.stream().map(ConnectorContext::checkContext).toList();
    }

    /** {@return what the plan says of the move that leads; of waves and attributes it says the same of the others} */
    ConnectorPlan plan() {
        return checkContext().plan();
    }

    int size() {
        return contexts.size();
    }

    Cancellation cancellation() {
        return runContext.cancellation();
    }

    ConnectorEntry entry() {
        return entry;
    }

    /** {@return the moves as they are read now} */
    List<Move> moves(Function<Moves, Move> way) {
        return contexts.stream()
                .map(context -> way.apply(context.checkContext().moves()))
                .toList();
    }

    /** {@return whether the original of a move is known to ask for a partition} */
    boolean asksFor(int move, ConnectorOffset offset) {
        return contexts.get(move).checkContext().family().asksFor(offset);
    }

    /** Reads the journal's entry. One that cannot be read is a problem like others. */
    void open(Journal.Claim claim, LockOwner owner, MigratorContext migratorContext) {
        try {
            entry.open(claim, owner, migratorContext);
        } catch (JournalException e) {
            lead().note(List.of(Failures.problem(e)));
        }
    }

    /** Forgets what was read of the clusters, since they have changed. */
    void lookAgain() {
        List<CheckContext> afresh =
                checkContexts().stream().map(CheckContext::afresh).toList();
        CheckContext.unite(afresh);
        IntStream.range(0, contexts.size()).forEach(index -> contexts.get(index).lookAgain(afresh.get(index)));
    }

    /** Makes all checks of all moves. */
    void check(MigratorContext migratorContext) {
        contexts.forEach(context -> context.check(migratorContext));
    }

    /** Lets the connectors be down for as long as it takes. */
    void mayBeDown() {
        contexts.forEach(ConnectorContext::mayBeDown);
    }

    /** {@return whether the moves are yet to start, so that they are to be checked} */
    boolean isToStart() {
        return entry.isOpened() && !entry.isBegun() && !entry.isConfirmed();
    }

    /** Notes that the migration was begun by another plan, if it was. */
    void requireSamePlan(BiFunction<PlannedMove, PlannedMove, List<String>> differences) {
        entry.begunByOtherPlan(differences).ifPresent(this::note);
    }

    /** Notes that a rollback is not finished, if that is so. */
    void requireNoRollback() {
        entry.rollbackUnfinished().ifPresent(this::note);
    }

    /** {@return whether a worker may still do what it was asked for about one of the copies} */
    boolean isWriting() {
        return checkContexts().stream().anyMatch(CheckContext::isWriting);
    }

    /** Writes where the connectors are now. */
    void conclude(MigrationState state) {
        entry.conclude(state).ifPresent(this::note);
    }

    /** Takes up a problem of all moves. */
    void note(Problem problem) {
        contexts.forEach(context -> context.note(List.of(problem)));
    }

    boolean mayGoOn() {
        return errors().findAny().isEmpty();
    }

    /** {@return whether nothing is in the way of the connectors themselves; that the call was cancelled is not their fault} */
    boolean couldGoOn() {
        Optional<Problem> cancelled = cancellation().reason();
        return errors().allMatch(error -> cancelled.filter(error::equals).isPresent());
    }

    /** {@return whether a problem of that kind was found} */
    boolean has(ProblemCode code) {
        return contexts.stream().anyMatch(context -> context.has(code));
    }

    /** {@return what keeps the unit from going on} */
    Stream<Problem> errors() {
        return contexts.stream().flatMap(ConnectorContext::errors);
    }

    Continuation ended(MigrationOutcome outcome) {
        return ended(outcome, UnitProgress.nothingYet(size()));
    }

    /** Ends for a reason that is a problem of all moves. */
    Continuation ended(MigrationOutcome outcome, Problem why) {
        note(why);
        return ended(outcome);
    }

    Continuation ended(MigrationOutcome outcome, StepExecutor stepExecutor) {
        if (outcome instanceof MigrationOutcome.Unfinished) {
            entry.settle();
        }
        take(stepExecutor);
        return ended(outcome, stepExecutor.progress());
    }

    /** Ends with an outcome that was reached by steps which have been taken up already. */
    Continuation ended(MigrationOutcome outcome, UnitProgress progress) {
        return new Continuation.Ended(reports(outcome, progress));
    }

    /** The connectors could have started, and were kept from it. */
    Continuation notStarted(Problem why) {
        return ended(entry.notStarted(), why);
    }

    /** {@return the reports of all moves, which have the same outcome} */
    List<ConnectorReport> reports(MigrationOutcome outcome) {
        return reports(outcome, UnitProgress.nothingYet(size()));
    }

    private List<ConnectorReport> reports(MigrationOutcome outcome, UnitProgress progress) {
        UnitReport unit = unit(outcome.succeeded() ? progress.downtime() : null);
        return IntStream.range(0, size())
                .mapToObj(index -> contexts.get(index).report(outcome, progress.told(index), unit))
                .toList();
    }

    private @Nullable UnitReport unit(@Nullable Duration downtime) {
        UnitDefinition unit = plan().unit();
        if (unit == null) {
            return null;
        }
        List<String> members = names(CheckContext::connector);
        List<String> results = names(CheckContext::targetNameIfKnown);
        return new UnitReport(
                (unit.isMerge() ? results : members).get(0),
                UnitReport.Kind.valueOf(unit.kind().name()),
                members,
                results,
                downtime);
    }

    private List<String> names(Function<CheckContext, String> name) {
        return checkContexts().stream().map(name).distinct().toList();
    }

    /** Takes up the steps and problems of what was executed, once; reports that follow have them. */
    void take(StepExecutor stepExecutor) {
        IntStream.range(0, size()).forEach(index -> contexts.get(index).take(stepExecutor, index));
    }
}
