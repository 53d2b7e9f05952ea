package io.connectmigrator.migration.internal.run;

import io.connectmigrator.error.InterruptedWaitException;
import io.connectmigrator.migration.internal.readiness.KafkaViews;
import io.connectmigrator.migration.internal.readiness.RehearsedShapes;
import io.connectmigrator.migration.internal.readiness.Review;
import io.connectmigrator.migration.internal.readiness.ReviewSettings;
import io.connectmigrator.migration.internal.readiness.ReviewedConnector;
import io.connectmigrator.migration.internal.work.WorkerPool;
import io.connectmigrator.plan.internal.PlanDefinition;
import io.connectmigrator.readiness.ItemScore;
import io.connectmigrator.readiness.Readiness;
import io.connectmigrator.report.MigrationCheck;
import io.connectmigrator.report.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Asks how ready a plan is: checks it, reads what checks do not read, and scores what was found. */
public final class ReadinessRun {

    private final MigratorContext migratorContext;
    private final PlanDefinition plan;
    private final RehearsedShapes rehearsed;
    private final RunContext runContext;

    /** Prepares to ask about a plan, of which something may have been rehearsed. */
    public ReadinessRun(MigratorContext migratorContext, PlanDefinition plan, RehearsedShapes rehearsed) {
        this.migratorContext = migratorContext;
        this.plan = plan;
        this.rehearsed = rehearsed;
        this.runContext = RunContext.reading(migratorContext.clock());
    }

    /** {@return the card} It takes a second sample after some time, unless that is zero. */
    public Readiness readiness(Duration apart) {
        Instant at = migratorContext.clock().instant();
        CheckRun checked = CheckRun.of(plan, runContext, migratorContext);
        MigrationCheck check = checked.result();
        List<ReviewedConnector> connectors = reviewed(checked, at);
        eachOf(connectors, connector -> {
            connector.read();
            return true;
        });
        if (!apart.isZero() && hasWaited(apart)) {
            eachOf(connectors, connector -> {
                connector.sampleAgain();
                return true;
            });
        }
        List<List<ItemScore>> scores = eachOf(connectors, connector -> Review.scores(connector, rehearsed));
        Review review = Review.of(connectors, scores);
        return new Readiness(
                check.from(),
                check.to(),
                at,
                review.shapes(),
                review.pilot(),
                check.problems().stream().filter(Problem::isError).toList());
    }

    /** {@return whether the time has passed} A thread that is interrupted gets a card with one sample. */
    private boolean hasWaited(Duration time) {
        try {
            migratorContext.waiting().pause(time);
            return true;
        } catch (InterruptedWaitException e) {
            return false;
        }
    }

    private List<ReviewedConnector> reviewed(CheckRun checked, Instant at) {
        List<ConnectorContext> contexts = checked.connectors();
        ReviewSettings settings = new ReviewSettings(
                plan,
                contexts.size(),
                migratorContext.downtimeBudget(),
                migratorContext.journal().isDurable(),
                at);
        KafkaViews kafkas = new KafkaViews(at);
        List<ReviewedConnector> connectors = new ArrayList<>();
        for (int i = 0; i < contexts.size(); i++) {
            connectors.add(new ReviewedConnector(
                    contexts.get(i).checkContext(), checked.checks().get(i).problems(), settings, kafkas));
        }
        return connectors;
    }

    /** {@return the answers, in order} As many connectors are asked at once as in a check. */
    private <T> List<T> eachOf(List<ReviewedConnector> connectors, Function<ReviewedConnector, T> question) {
        List<CompletableFuture<T>> answers = connectors.stream()
                .map(connector -> migratorContext
                        .preparing()
                        .acquire(connector.clusters())
                        .thenCompose(permit -> CompletableFuture.supplyAsync(
                                        () -> question.apply(connector), migratorContext.workerPool())
                                .whenComplete((answer, failure) -> permit.release())))
                .toList();
        return runContext
                .cancellation()
                .await(WorkerPool.all(answers)
                        .thenApply(all ->
                                answers.stream().map(CompletableFuture::join).toList()));
    }
}
