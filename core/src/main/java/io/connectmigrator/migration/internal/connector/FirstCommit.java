package io.connectmigrator.migration.internal.connector;

import io.connectmigrator.offset.OffsetSnapshot;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The target has committed something beyond what it was given, or has run for a settling time without a failure. A connector that
 * says that it runs may still be about to fail: its task connects to the other system only then.
 */
public final class FirstCommit implements Condition {

    private final Supplier<OffsetSnapshot> offsets;
    private final Predicate<OffsetSnapshot> isBeyond;
    private final Consumer<OffsetSnapshot> requireFound;
    private final Runnable requireHealthy;
    private final long end;
    private final LongSupplier nanoTime;
    private OffsetSnapshot last;

    /**
     * Begins to wait.
     *
     * @param first the offsets as they have just been read
     * @param isBeyond tells whether offsets are beyond those that were given, and throws if they are behind them
     * @param requireFound is given offsets that are not beyond, and throws if the target has not found those that it was given
     * @param requireHealthy throws if the target has failed
     */
    public FirstCommit(
            OffsetSnapshot first,
            Supplier<OffsetSnapshot> offsets,
            Predicate<OffsetSnapshot> isBeyond,
            Consumer<OffsetSnapshot> requireFound,
            Runnable requireHealthy,
            Duration settling,
            LongSupplier nanoTime) {
        this.last = first;
        this.offsets = offsets;
        this.isBeyond = isBeyond;
        this.requireFound = requireFound;
        this.requireHealthy = requireHealthy;
        this.nanoTime = nanoTime;
        this.end = nanoTime.getAsLong() + settling.toNanos();
    }

    @Override
    public Optional<String> missing() {
        requireHealthy.run();
        if (isBeyond.test(last)) {
            return Optional.empty();
        }
        boolean settled = nanoTime.getAsLong() - end >= 0;
        last = offsets.get();
        if (isBeyond.test(last)) {
            return Optional.empty();
        }
        requireFound.accept(last);
        return settled
                ? Optional.empty()
                : Optional.of("the target runs and has not committed anything beyond what it was given yet");
    }

    /** {@return the offsets as they were read last} */
    public OffsetSnapshot last() {
        return last;
    }
}
