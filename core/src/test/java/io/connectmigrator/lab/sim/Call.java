package io.connectmigrator.lab.sim;

import io.connectmigrator.event.MigrationEvent;
import io.connectmigrator.migration.MigrationPlan;
import io.connectmigrator.migration.MigrationRun;
import io.connectmigrator.migration.Migrator;
import io.connectmigrator.report.ConnectorReport;
import io.connectmigrator.report.MigrationOutcome;
import io.connectmigrator.report.MigrationReport;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Flow;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One call of a migrator by a process, and its result. */
public final class Call {

    private final SimulatedProcess process;
    private final Scenario scenario;
    private final Scenario.Operation operation;
    private final List<String> connectors;
    private final SimulatedJournal journal;
    private final List<MigrationEvent> events = new ArrayList<>();
    private final CompletableFuture<MigrationReport> completion = new CompletableFuture<>();
    private @Nullable MigrationRun run;
    private final Predicate<MigrationEvent> isSo;
    private final List<MigrationEvent> untrue = new ArrayList<>();
    private boolean cancelled;
    private long endedAt = VirtualTime.NEVER;

    /** {@code isSo} checks whether an event is true of the simulated clusters at the moment when it is published. */
    Call(
            SimulatedProcess process,
            Scenario scenario,
            Scenario.Operation operation,
            List<String> connectors,
            SimulatedJournal journal,
            Predicate<MigrationEvent> isSo) {
        this.process = process;
        this.isSo = isSo;
        this.scenario = scenario;
        this.operation = operation;
        this.connectors = connectors;
        this.journal = journal;
    }

    /** Makes the call on a thread of the process, for all connectors of the plan or by naming those that it is for. */
    void begin(Migrator migrator, Supplier<MigrationPlan> planned) {
        boolean isForAll = connectors.equals(scenario.connectors());
        try {
            MigrationPlan plan = planned.get();
            MigrationRun begun = switch (operation) {
                case MIGRATE -> migrator.start(plan);
                case ROLLBACK -> isForAll ? migrator.startRollback(plan) : migrator.startRollback(plan, connectors);
                case CONFIRM -> isForAll ? migrator.startConfirm(plan) : migrator.startConfirm(plan, connectors);
                case FORGET -> migrator.startForget(plan);
                case REHEARSE -> migrator.startRehearse(plan);
            };
            run = begun;
            begun.events().subscribe(new Collecting());
            CompletableFuture<MigrationReport> unused = begun.completion().whenComplete((report, failure) -> {
                endedAt = process.time().now();
                if (failure == null) {
                    completion.complete(report);
                } else {
                    completion.completeExceptionally(failure);
                }
            });
            if (cancelled) {
                begun.cancel();
            }
        } catch (RuntimeException e) {
            completion.completeExceptionally(e);
        }
    }

    private final class Collecting implements Flow.Subscriber<MigrationEvent> {

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(MigrationEvent event) {
            events.add(event);
            if (!isSo.test(event)) {
                untrue.add(event);
            }
        }

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onComplete() {}
    }

    void cancel() {
        process.time().history().note("cancelled", process);
        cancelled = true;
        MigrationRun underWay = run;
        if (underWay != null) {
            underWay.cancel();
        }
    }

    /** {@return the process that makes the call} */
    public SimulatedProcess process() {
        return process;
    }

    /** {@return which call it is} */
    public Scenario.Operation operation() {
        return operation;
    }

    /** {@return the names of the connectors that it is for} */
    public List<String> connectors() {
        return connectors;
    }

    /** {@return whether it works on a connector: it may leave out one that another call has claimed} */
    public boolean worksOn(String connector) {
        return connectors.contains(connector)
                && report().stream()
                        .flatMap(report -> report.connectors().stream())
                        .noneMatch(each -> each.connector().equals(connector) && isLeftOut(each));
    }

    /** {@return whether it is to leave a connector as it is} */
    public boolean leaves(String connector) {
        return !connectors.contains(connector)
                || (operation == Scenario.Operation.FORGET && scenario.isKept(connector));
    }

    /** {@return whether each connector that it has worked on is where it was to bring it, or was to be kept and is} */
    public boolean succeeded() {
        return report().filter(report -> report.planProblems().stream().noneMatch(Problem::isError))
                .filter(report -> report.connectors().stream()
                        .allMatch(each -> each.outcome().succeeded() || isLeftOut(each) || isKept(each)))
                .isPresent();
    }

    private boolean isKept(ConnectorReport report) {
        return operation == Scenario.Operation.FORGET
                && scenario.isKept(report.connector())
                && report.outcome() instanceof MigrationOutcome.Refused
                && has(report, ProblemCode.NOT_IN_THAT_STATE);
    }

    private static boolean isLeftOut(ConnectorReport report) {
        return report.outcome() instanceof MigrationOutcome.NotStarted && has(report, ProblemCode.CLAIMED_BY_ANOTHER);
    }

    private static boolean has(ConnectorReport report, ProblemCode code) {
        return report.problems().stream().anyMatch(problem -> problem.code() == code);
    }

    /** {@return the journal that it writes} */
    public SimulatedJournal journal() {
        return journal;
    }

    /** {@return whether it was cancelled} */
    public boolean isCancelled() {
        return cancelled;
    }

    /** {@return when it ended with a report or an exception, in the time of changes} */
    long endedAt() {
        return endedAt;
    }

    /** {@return whether it has ended, normally or because its process was killed} */
    public boolean isOver() {
        return completion.isDone() || !process.isAlive();
    }

    /** {@return the report, if there is one} */
    public Optional<MigrationReport> report() {
        return completion.isDone() && !completion.isCompletedExceptionally()
                ? Optional.of(completion.join())
                : Optional.empty();
    }

    /** {@return the exception that it has thrown instead of a report} */
    public Optional<Throwable> failure() {
        try {
            completion.getNow(null);
            return Optional.empty();
        } catch (CompletionException e) {
            return Optional.ofNullable(e.getCause());
        }
    }

    /** {@return the events that were not true at that moment} */
    public List<MigrationEvent> untrue() {
        return Collections.unmodifiableList(untrue);
    }

    /** {@return the events so far} */
    public List<MigrationEvent> events() {
        return Collections.unmodifiableList(events);
    }

    @Override
    public String toString() {
        return process + " " + operation + ": "
                + report().map(MigrationReport::toString)
                        .orElseGet(() -> failure().map(Throwable::toString).orElse("no report"));
    }
}
