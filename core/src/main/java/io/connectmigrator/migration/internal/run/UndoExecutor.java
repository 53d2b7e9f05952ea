package io.connectmigrator.migration.internal.run;

import io.connectmigrator.migration.internal.step.StepAction;
import io.connectmigrator.migration.internal.work.ResumableTask;
import io.connectmigrator.report.MigrationStep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Undoes steps, in chains that do not depend on one another. A chain that takes long, since a worker does not answer, does not hold up
 * the others, and a step that fails keeps no other from being tried. Chains that begin with the same step are tried side by side.
 */
final class UndoExecutor implements ResumableTask {

    private final StepRunner runner;
    private final List<StepChain> chains = new ArrayList<>();
    private final OfferedSteps offered;
    private boolean allSucceeded = true;

    UndoExecutor(List<List<StepAction>> steps, StepRunner runner, MigratorContext migratorContext) {
        this.runner = runner;
        this.offered = new OfferedSteps(runner, migratorContext.workerPool());
        steps.stream()
                .map(chain -> new StepChain(chain, migratorContext.waiting()))
                .forEach(chains::add);
    }

    @Override
    public Optional<Duration> run() {
        Optional<Duration> pause = tryEach();
        while (runner.canGoOn(pause)) {
            pause = tryEach();
        }
        return pause;
    }

    private Optional<Duration> tryEach() {
        List<StepChain> all = List.copyOf(chains);
        try {
            return tryEach(all);
        } finally {
            OfferedSteps.awaitBegun(all);
            chains.removeIf(StepChain::isThrough);
        }
    }

    private Optional<Duration> tryEach(List<StepChain> all) {
        List<Duration> pauses = new ArrayList<>();
        MigrationStep awaited = null;
        for (int turn = 0; turn < all.size(); turn++) {
            StepChain chain = all.get(turn);
            if (awaited != null && chain.kind() != awaited) {
                break;
            }
            if (chain.isDue()) {
                offered.offer(all.subList(turn + 1, all.size()).stream()
                        .takeWhile(next -> next.kind() == chain.kind())
                        .toList());
                run(chain);
            }
            if (!chain.isThrough()) {
                pauses.add(chain.pause());
                if (!chain.current(runner::begin).isSlow()) {
                    awaited = chain.kind();
                }
            }
        }
        return pauses.stream().min(Comparator.naturalOrder());
    }

    private void run(StepChain chain) {
        while (!chain.isThrough()) {
            StepExecution current = chain.current(runner::begin);
            Optional<Duration> pause = runner.run(current, succeeded -> {
                allSucceeded &= succeeded;
                chain.next();
            });
            if (pause.isPresent()) {
                chain.pause(pause.get());
                return;
            }
        }
    }

    /** {@return whether every step has been tried until it succeeded or its time was over} */
    boolean isThrough() {
        return chains.isEmpty();
    }

    /** {@return whether no step has failed to be undone} */
    boolean allSucceeded() {
        return allSucceeded;
    }
}
