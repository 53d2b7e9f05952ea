package io.connectmigrator.migration.internal.run;

import java.util.List;
import java.util.concurrent.Executor;

/**
 * Lets other threads ask the clusters for steps whose turn comes soon. What follows from the answers is done when it is their turn, by the
 * thread that runs the unit.
 */
final class OfferedSteps {

    /**
     * With this many the workers need not wait for the migrator: they put changes of connectors into one queue. More would take memory for
     * answers.
     */
    private static final int AHEAD = 8;

    private final StepRunner runner;
    private final Executor executor;

    OfferedSteps(StepRunner runner, Executor executor) {
        this.runner = runner;
        this.executor = executor;
    }

    /** Offers what comes next in chains, of which the first ones have their turn soonest. */
    void offer(List<StepChain> chains) {
        chains.stream()
                .limit(AHEAD)
                .filter(StepChain::isDue)
                .forEach(chain -> chain.current(runner::begin).offerNext(executor));
    }

    /** Waits for what was begun and will not be taken up: a write that is still under way could come after what undoes it. */
    static void awaitBegun(List<StepChain> chains) {
        chains.stream().flatMap(chain -> chain.begun().stream()).forEach(StepExecution::awaitBegun);
    }
}
