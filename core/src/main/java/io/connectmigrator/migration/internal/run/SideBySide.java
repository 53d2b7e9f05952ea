package io.connectmigrator.migration.internal.run;

import io.connectmigrator.migration.internal.step.StepAction;
import io.connectmigrator.migration.internal.work.ResumableTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The same step of all moves of a unit, which none of them waits for the others to make. Once one fails, none begins or goes on, unless a
 * target may run already: then the others are not left down because of it. Until then, what they ask the clusters is asked at the same
 * time; which of several targets is started first decides whether the others can be undone, so they are started one after the other.
 */
final class SideBySide implements ResumableTask {

    private final StepRunner runner;
    private final OfferedSteps offered;
    private final List<StepChain> steps = new ArrayList<>();
    private boolean allSucceeded = true;

    SideBySide(List<StepAction> actions, StepRunner runner, MigratorContext migratorContext) {
        this.runner = runner;
        this.offered = new OfferedSteps(runner, migratorContext.workerPool());
        actions.forEach(action -> steps.add(new StepChain(List.of(action), migratorContext.waiting())));
    }

    @Override
    public Optional<Duration> run() {
        Optional<Duration> pause = tryEach();
        while (runner.canGoOn(pause)) {
            steps.forEach(StepChain::lookAgain);
            pause = tryEach();
        }
        return pause;
    }

    private Optional<Duration> tryEach() {
        List<StepChain> all = List.copyOf(steps);
        try {
            for (int turn = 0; turn < all.size(); turn++) {
                if (mayGoOn() && !runner.progress().targetResumed()) {
                    offered.offer(all.subList(turn + 1, all.size()));
                }
                runIfDue(all.get(turn));
            }
        } finally {
            OfferedSteps.awaitBegun(all);
        }
        if (!mayGoOn()) {
            steps.stream().flatMap(each -> each.begun().stream()).forEach(runner::abandon);
            return Optional.empty();
        }
        steps.removeIf(StepChain::isThrough);
        return steps.stream().map(StepChain::pause).min(Comparator.naturalOrder());
    }

    /** What another thread has begun meanwhile is taken up in any case. */
    private void runIfDue(StepChain step) {
        boolean isDue = mayGoOn()
                ? step.isDue()
                : step.begun().filter(StepExecution::hasBegunNext).isPresent();
        if (isDue) {
            runner.run(step.current(runner::begin), succeeded -> {
                        allSucceeded &= succeeded;
                        step.next();
                    })
                    .ifPresent(step::pause);
        }
    }

    private boolean mayGoOn() {
        return allSucceeded || runner.progress().targetMayRun();
    }

    /** {@return whether no step has failed} */
    boolean allSucceeded() {
        return allSucceeded;
    }
}
