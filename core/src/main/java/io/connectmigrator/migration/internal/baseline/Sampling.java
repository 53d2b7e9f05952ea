package io.connectmigrator.migration.internal.baseline;

import io.connectmigrator.internal.Waiting;
import io.connectmigrator.migration.internal.work.ResumableTask;
import io.connectmigrator.report.Measured;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Two samples of one copy, taken at a distance. Blocks only while it takes one, and never throws. Not thread-safe. */
public final class Sampling implements ResumableTask {

    /** For how long one sample may be taken. */
    public static final Duration LONGEST = Duration.ofSeconds(10);

    private final CopySampler sampler;
    private final Duration apart;
    private final Waiting waiting;
    private final Bounds bounds;
    private final List<Reading> readings = new ArrayList<>();
    private Waiting.Deadline next;
    private @Nullable String missing;

    /** Ends what is read when its time is over. */
    @FunctionalInterface
    public interface Bounds {

        /** {@return what is read in no more than that time; empty if it was broken off} */
        <T> Optional<T> within(Duration most, Supplier<T> reading);
    }

    public Sampling(CopySampler sampler, Duration apart, Waiting waiting, Bounds bounds) {
        this.sampler = sampler;
        this.apart = apart;
        this.waiting = waiting;
        this.bounds = bounds;
        this.next = waiting.deadline(Duration.ZERO);
    }

    /** {@return how far apart the samples are} */
    public Duration apart() {
        return apart;
    }

    /** Takes the sample that is due. {@return how long it is until the next one; empty after the second} */
    @Override
    public Optional<Duration> run() {
        if (isOver()) {
            return Optional.empty();
        }
        if (!next.expired()) {
            return Optional.of(next.remaining());
        }
        next = waiting.deadline(apart);
        Waiting.Deadline end = waiting.deadline(LONGEST);
        bounds.within(LONGEST, () -> sampler.take(end))
                .ifPresentOrElse(readings::add, () -> end("a sample was broken off"));
        return isOver() ? Optional.empty() : Optional.of(next.remaining());
    }

    private boolean isOver() {
        return readings.size() == 2 || missing != null;
    }

    /** Takes no more samples. */
    public void end(String why) {
        if (!isOver()) {
            missing = why;
        }
    }

    /** {@return what was measured, so far} */
    public Measured measured() {
        return new Measured(
                readings.stream().map(Reading::sample).toList(),
                readings.size() < 2 ? List.of() : OffsetRates.between(readings.get(0), readings.get(1)),
                readings.size() == 2 ? null : missing == null ? "not taken" : missing);
    }
}
