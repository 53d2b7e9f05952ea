package io.connectmigrator.migration.internal.run;

import io.connectmigrator.internal.Waiting;
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
    private boolean allSucceeded = true;

    UndoExecutor(List<List<StepAction>> steps, StepRunner runner, Waiting waiting) {
        this.runner = runner;
        steps.stream().map(chain -> new StepChain(chain, waiting)).forEach(chains::add);
    }

    @Override
    public Optional<Duration> run() {
        Optional<Duration> pause = tryEach();
        while (pause.isPresent() && runner.writeNoted()) {
            pause = tryEach();
        }
        return pause;
    }

    private Optional<Duration> tryEach() {
        List<Duration> pauses = new ArrayList<>();
        MigrationStep awaited = null;
        for (StepChain chain : List.copyOf(chains)) {
            if (awaited != null && chain.kind() != awaited) {
                break;
            }
            if (chain.pause().isZero()) {
                run(chain);
            }
            if (!chain.isThrough()) {
                pauses.add(chain.pause());
                if (!chain.current(runner::begin).isSlow()) {
                    awaited = chain.kind();
                }
            }
        }
        chains.removeIf(StepChain::isThrough);
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
