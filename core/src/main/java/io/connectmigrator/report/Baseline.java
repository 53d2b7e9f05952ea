package io.connectmigrator.report;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How a connector did before its move and how it does after it: the same readings of both copies, for a plan that sets
 * {@link io.connectmigrator.migration.MigrationPlanBuilder#baseline}. It is kept in no journal: a call that goes on after a process died has
 * no samples of what came before.
 *
 * @param apart how far apart two samples were to be
 * @param before what the source did before it was touched
 * @param after what the target did when it had been proved
 */
public record Baseline(Duration apart, Measured before, Measured after) {

    /**
     * Checks that every part is there.
     *
     * @param apart how far apart two samples were to be
     * @param before what the source did
     * @param after what the target did
     */
    public Baseline {
        requireNonNull(apart, "apart");
        requireNonNull(before, "before");
        requireNonNull(after, "after");
    }
}
