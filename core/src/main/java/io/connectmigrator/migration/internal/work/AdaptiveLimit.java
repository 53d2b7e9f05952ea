package io.connectmigrator.migration.internal.work;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Finds out how many connectors a cluster bears at once. Each that comes or goes makes the workers rebalance, so that more
 * at once are faster only up to a point; from there on the workers refuse requests, and each connector is down for longer.
 * Not thread-safe.
 */
public final class AdaptiveLimit implements ConcurrencyLimit {

    private static final int FIRST = 4;
    private static final int MOST = 10;
    private static final int FASTER = 1;
    private static final double SLOWER = 0.75;

    /** Rebalances that were met for each connector that moved. To go below {@link #FIRST} for them made moves slower. */
    private static final double MANY_REBALANCES = 0.5;

    /** Times as long as it took at best with at least {@link #FIRST} at once: with fewer, each is always faster. */
    private static final double MUCH_LONGER = 1.5;

    /** How fast the best is forgotten: a cluster may have become slower for good. */
    private static final double FORGETTING = 1.005;

    private final LongSupplier rebalances;
    private long rebalancesBefore;
    private int limit = FIRST;
    private int moved;
    private Duration took = Duration.ZERO;
    private double bestNanos = Double.POSITIVE_INFINITY;

    /** Begins with a few; {@code rebalances} says how many answers so far were that a rebalance is under way. */
    public AdaptiveLimit(LongSupplier rebalances) {
        this.rebalances = rebalances;
        this.rebalancesBefore = rebalances.getAsLong();
    }

    @Override
    public int limit() {
        return limit;
    }

    @Override
    public void moved(Duration duration) {
        moved++;
        took = took.plus(duration);
        if (moved >= limit) {
            adapt(took.dividedBy(moved), rebalances.getAsLong() - rebalancesBefore);
            rebalancesBefore = rebalances.getAsLong();
            moved = 0;
            took = Duration.ZERO;
        }
    }

    private void adapt(Duration mean, long met) {
        bestNanos *= FORGETTING;
        if (limit >= FIRST) {
            bestNanos = Math.min((double) mean.toNanos(), bestNanos);
        }
        boolean muchLonger = (double) mean.toNanos() > MUCH_LONGER * bestNanos;
        boolean manyRebalances = limit > FIRST && met > MANY_REBALANCES * moved;
        int fewer = Math.max(muchLonger ? 1 : FIRST, (int) (limit * SLOWER));
        limit = muchLonger || manyRebalances ? fewer : Math.min(MOST, limit + FASTER);
    }
}
