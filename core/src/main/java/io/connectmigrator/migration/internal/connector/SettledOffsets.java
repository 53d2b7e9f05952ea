package io.connectmigrator.migration.internal.connector;

import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.plan.EmptyOffsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The offsets of a stopped source have not changed for a while. Workers give up on a task that has not ended after
 * {@code task.shutdown.graceful.timeout.ms}, 5 seconds by default, and show the connector as stopped; what that task had
 * handed to its producer is still written afterwards, as fast as the brokers take it.
 */
public final class SettledOffsets implements Condition {

    /** A stop that took less was not given up on, unless the workers are configured with a very short timeout. */
    private static final Duration QUICK = Duration.ofSeconds(1);

    private final Supplier<OffsetSnapshot> offsets;
    private final Duration quiet;
    private final EmptyOffsets ifEmpty;
    private final LongSupplier nanoTime;
    private OffsetSnapshot last;
    private long since;

    private SettledOffsets(
            Supplier<OffsetSnapshot> offsets, Duration quiet, EmptyOffsets ifEmpty, LongSupplier nanoTime) {
        this.offsets = offsets;
        this.quiet = quiet;
        this.ifEmpty = ifEmpty;
        this.nanoTime = nanoTime;
        this.last = offsets.get();
        this.since = nanoTime.getAsLong();
    }

    /**
     * {@return what to wait for before the offsets count as final} They are not to change for as long as the stop took; after a
     * quick stop nothing is waited for. Nor is it if there are none and the plan refuses that: the source is brought back then, and
     * each second more would only add to its downtime.
     *
     * @param stopTook the time from the request to stop until the connector showed as stopped without tasks
     * @param byItself how much of it the connector may have needed after its last commit; counts if no worker has given up on a task by then
     * @param ifEmpty what the plan says about a source without offsets
     */
    public static Condition after(
            Duration stopTook,
            Duration byItself,
            EmptyOffsets ifEmpty,
            Supplier<OffsetSnapshot> offsets,
            LongSupplier nanoTime) {
        if (stopTook.compareTo(QUICK) < 0) {
            return Condition.NONE;
        }
        boolean hasReason =
                !SlowStop.mayBeGivenUp(stopTook) && stopTook.minus(byItself).compareTo(QUICK) < 0;
        return new SettledOffsets(offsets, hasReason ? QUICK : stopTook, ifEmpty, nanoTime);
    }

    @Override
    public Optional<String> missing() {
        OffsetSnapshot now = offsets.get();
        if (!now.diff(last).isEmpty()) {
            last = now;
            since = nanoTime.getAsLong();
        }
        if (last.isEmpty() && ifEmpty == EmptyOffsets.REFUSE) {
            return Optional.empty();
        }
        long settled = nanoTime.getAsLong() - since;
        return settled >= quiet.toNanos()
                ? Optional.empty()
                : Optional.of("the offsets may still change: the last change was seen "
                        + Duration.ofNanos(settled).toMillis() + " ms ago, and the stop took " + quiet.toMillis()
                        + " ms");
    }
}
