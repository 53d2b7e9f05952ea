package io.connectmigrator.migration.internal.run;

import io.connectmigrator.internal.Scheduler;
import io.connectmigrator.migration.internal.baseline.CopySampler;
import io.connectmigrator.migration.internal.baseline.Sampling;
import io.connectmigrator.migration.internal.connector.CheckContext;
import io.connectmigrator.migration.internal.connector.Move;
import io.connectmigrator.migration.internal.work.InterruptibleSection;
import io.connectmigrator.report.Baseline;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import io.connectmigrator.report.internal.StepFailedException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** The samples of one connector in one call: two of the source before it is touched, and two of the target after it has been proved. */
final class BaselineSamples {

    private static final Problem TOO_LONG = Problem.error(
            ProblemCode.TIMED_OUT,
            "a sample took longer than " + Sampling.LONGEST.toSeconds() + " s",
            "Look at the clusters that it reads");

    private final Duration apart;
    private final Sampling before;
    private final Sampling after;

    BaselineSamples(Move move, Duration apart, ConnectorContext context, MigratorContext migratorContext) {
        CheckContext checkContext = context.checkContext();
        this.apart = apart;
        this.before = sampling(
                CopySampler.ofSource(checkContext, move, migratorContext.clock(), migratorContext.waiting()),
                context,
                migratorContext);
        this.after = sampling(
                CopySampler.ofTarget(checkContext, move, migratorContext.clock(), migratorContext.waiting()),
                context,
                migratorContext);
    }

    private Sampling sampling(CopySampler sampler, ConnectorContext context, MigratorContext migratorContext) {
        return new Sampling(sampler, apart, migratorContext.waiting(), new Sampling.Bounds() {
            @Override
            public <T> Optional<T> within(Duration most, Supplier<T> reading) {
                return bounded(most, reading, context, migratorContext);
            }
        });
    }

    private static <T> Optional<T> bounded(
            Duration most, Supplier<T> reading, ConnectorContext context, MigratorContext migratorContext) {
        context.bounds().limit(migratorContext.waiting().deadline(most));
        InterruptibleSection section = new InterruptibleSection();
        Scheduler.Scheduled timer = migratorContext.scheduler().schedule(most, () -> section.breakOff(TOO_LONG));
        try {
            return Optional.of(
                    context.bounds().in(section, () -> context.cancellation().keep(section, reading)));
        } catch (StepFailedException e) {
            return Optional.empty();
        } finally {
            timer.cancel();
        }
    }

    /** {@return the samples of the source} */
    Sampling before() {
        return before;
    }

    /** {@return the samples of the target} */
    Sampling after() {
        return after;
    }

    Baseline report() {
        return new Baseline(apart, before.measured(), after.measured());
    }
}
