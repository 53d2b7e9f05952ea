package io.connectmigrator.migration.internal.run;

import io.connectmigrator.migration.internal.work.WorkerPool;
import io.connectmigrator.plan.internal.ConnectorPlan;
import io.connectmigrator.plan.internal.PlanDefinition;
import io.connectmigrator.report.ConnectorReport;
import io.connectmigrator.report.MigrationOutcome;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The connectors of a run: which of them have come to their end, and whether others may still start. Thread-safe. */
final class RunProgress {

    private final PlanDefinition plan;
    private final boolean keepsOrder;
    private final RunContext runContext;
    private final List<ConnectorTask> all;
    private final Map<String, ConnectorTask> connectorTasks = new LinkedHashMap<>();
    private final Map<String, CompletableFuture<ConnectorReport>> ends = new LinkedHashMap<>();
    private final AtomicInteger failed = new AtomicInteger();
    private volatile @Nullable Problem closed;

    RunProgress(PlanDefinition plan, boolean keepsOrder, RunContext runContext, List<ConnectorTask> all) {
        this.plan = plan;
        this.keepsOrder = keepsOrder;
        this.runContext = runContext;
        this.all = List.copyOf(all);
        all.forEach(connectorTask -> names(connectorTask).forEach(name -> {
            connectorTasks.put(name, connectorTask);
            ends.put(name, new CompletableFuture<>());
        }));
    }

    List<ConnectorTask> of(List<ConnectorPlan> connectors) {
        return connectors.stream()
                .map(connector -> Objects.requireNonNull(connectorTasks.get(connector.connector()), "connector"))
                .distinct()
                .toList();
    }

    /** {@return what became of each connector, in order; all have come to their end} */
    List<ConnectorReport> reports() {
        return reports(all);
    }

    static List<ConnectorReport> reports(List<ConnectorTask> connectorTasks) {
        return connectorTasks.stream()
                .flatMap(connectorTask -> Objects.requireNonNull(connectorTask.reports(), "reports").stream())
                .toList();
    }

    /** Takes notice if a connector has come to its end. */
    void lookFor(ConnectorTask connectorTask) {
        List<ConnectorReport> reports = connectorTask.reports();
        if (reports == null) {
            return;
        }
        ConnectorReport report = reports.get(0);
        if (!report.outcome().succeeded() && !(report.outcome() instanceof MigrationOutcome.NotStarted)) {
            failed.incrementAndGet();
        }
        List<ConnectorContext> contexts = connectorTask.context().contexts();
        for (int i = 0; i < contexts.size(); i++) {
            contexts.get(i).connectorEvents().connectorEnded(reports.get(i));
        }
        names(connectorTask).forEach(name -> endOf(name).complete(report));
    }

    /** {@return what is complete when those that the connector waits for have come to their end} */
    CompletableFuture<Void> endOfThoseBefore(ConnectorTask connectorTask) {
        return keepsOrder
                ? WorkerPool.all(connectorTask.context().plan().after().stream()
                        .map(this::endOf)
                        .toList())
                : CompletableFuture.completedFuture(null);
    }

    /** From now on nothing starts. */
    void close(Problem why) {
        closed = why;
    }

    /** {@return why a connector that has not started must not} */
    Optional<Problem> reasonToStay(ConnectorTask connectorTask) {
        if (connectorTask.context().entry().mayBeDown()) {
            return Optional.empty();
        }
        return reasonToStay().or(() -> keepsOrder ? awaitedThatFailed(connectorTask) : Optional.empty());
    }

    /** {@return why no connector may start any more} */
    Optional<Problem> reasonToStay() {
        return runContext
                .cancellation()
                .reason()
                .or(() -> Optional.ofNullable(closed))
                .or(this::tooManyFailures);
    }

    /** {@return whether connectors that fail may keep others from starting} */
    boolean stopsAfterFailures() {
        return keepsOrder && plan.failureLimit().isSet();
    }

    private Optional<Problem> tooManyFailures() {
        int failures = failed.get();
        if (!keepsOrder || !plan.failureLimit().isReachedBy(failures, all.size())) {
            return Optional.empty();
        }
        return Optional.of(Problem.error(
                ProblemCode.TOO_MANY_FAILURES,
                "so many connectors have failed that no other starts",
                "Mend what made them fail, then call migrate(plan) again; it goes on with those that are left"));
    }

    private Optional<Problem> awaitedThatFailed(ConnectorTask connectorTask) {
        return connectorTask.context().plan().after().stream()
                .map(this::endOf)
                .map(end -> end.getNow(null))
                .filter(Objects::nonNull)
                .filter(report -> !report.outcome().succeeded())
                .findFirst()
                .map(report -> Problem.error(
                        ProblemCode.AWAITED_NOT_MOVED,
                        "'" + report.connector() + "', which '" + String.join("', '", names(connectorTask))
                                + "' waits for, has not moved: "
                                + report.outcome(),
                        "Mend what kept it, then call migrate(plan) again"));
    }

    private CompletableFuture<ConnectorReport> endOf(String connector) {
        return Objects.requireNonNull(ends.get(connector), connector);
    }

    private static List<String> names(ConnectorTask connectorTask) {
        return connectorTask.context().contexts().stream()
                .map(context -> context.checkContext().connector())
                .distinct()
                .toList();
    }
}
