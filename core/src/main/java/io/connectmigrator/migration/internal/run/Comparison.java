package io.connectmigrator.migration.internal.run;

import io.connectmigrator.internal.Waiting;
import io.connectmigrator.migration.internal.baseline.Sampling;
import io.connectmigrator.migration.internal.work.ResumableTask;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.StepReport;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Takes samples of a target that has been proved, to be compared with those of the source. It never fails. Not thread-safe. */
final class Comparison implements ResumableTask {

    private final ConnectorContext context;
    private final Sampling samples;
    private final Waiting waiting;
    private final Clock clock;
    private Instant startedAt;
    private long startNanos;
    private boolean begun;
    private boolean over;

    Comparison(ConnectorContext context, Sampling samples, MigratorContext migratorContext) {
        this.context = context;
        this.samples = samples;
        this.waiting = migratorContext.waiting();
        this.clock = migratorContext.clock();
        this.startedAt = clock.instant();
        this.startNanos = waiting.nanoTime();
    }

    @Override
    public Optional<Duration> run() {
        if (over) {
            return Optional.empty();
        }
        begin();
        Optional<Problem> cancelled = context.cancellation().reason();
        Optional<Duration> pause = cancelled.isPresent() ? Optional.empty() : samples.run();
        if (pause.isEmpty()) {
            end(cancelled.map(Problem::message).orElse("not taken"));
        }
        return pause;
    }

    private void begin() {
        if (!begun) {
            begun = true;
            startedAt = clock.instant();
            startNanos = waiting.nanoTime();
            context.connectorEvents().began(MigrationStep.COMPARE, StepReport.Direction.FORWARD);
        }
    }

    /** Takes no more samples. */
    void end(String why) {
        if (over) {
            return;
        }
        begin();
        over = true;
        samples.end(why);
        Duration took = Duration.ofNanos(waiting.nanoTime() - startNanos);
        context.did(new StepReport(MigrationStep.COMPARE, StepReport.Direction.FORWARD, true, startedAt, took));
        context.connectorEvents().ended(MigrationStep.COMPARE, StepReport.Direction.FORWARD, took, 1, null);
    }

    boolean isOver() {
        return over;
    }
}
