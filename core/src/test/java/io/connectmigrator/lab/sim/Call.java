package io.connectmigrator.lab.sim;

import io.connectmigrator.event.MigrationEvent;
import io.connectmigrator.migration.MigrationPlan;
import io.connectmigrator.migration.MigrationRun;
import io.connectmigrator.migration.Migrator;
import io.connectmigrator.report.MigrationReport;
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
    private final Scenario.Operation operation;
    private final SimulatedJournal journal;
    private final List<MigrationEvent> events = new ArrayList<>();
    private final CompletableFuture<MigrationReport> completion = new CompletableFuture<>();
    private @Nullable MigrationRun run;
    private final Predicate<MigrationEvent> isSo;
    private final List<MigrationEvent> untrue = new ArrayList<>();
    private boolean cancelled;

    /** {@code isSo} checks whether an event is true of the simulated clusters at the moment when it is published. */
    Call(
            SimulatedProcess process,
            Scenario.Operation operation,
            SimulatedJournal journal,
            Predicate<MigrationEvent> isSo) {
        this.process = process;
        this.isSo = isSo;
        this.operation = operation;
        this.journal = journal;
    }

    /** Makes the call on a thread of the process. */
    void begin(Migrator migrator, Supplier<MigrationPlan> planned) {
        try {
            MigrationPlan plan = planned.get();
            MigrationRun begun = switch (operation) {
                case MIGRATE -> migrator.start(plan);
                case ROLLBACK -> migrator.startRollback(plan);
                case CONFIRM -> migrator.startConfirm(plan);
            };
            run = begun;
            begun.events().subscribe(new Collecting());
            CompletableFuture<MigrationReport> unused = begun.completion().whenComplete((report, failure) -> {
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

    /** {@return the journal that it writes} */
    public SimulatedJournal journal() {
        return journal;
    }

    /** {@return whether it was cancelled} */
    public boolean isCancelled() {
        return cancelled;
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
