package io.connectmigrator.migration.internal.run;

import io.connectmigrator.internal.Waiting;
import io.connectmigrator.migration.internal.step.StepAction;
import io.connectmigrator.migration.internal.work.ResumableTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The same step of all moves of a unit, which none of them waits for the others to make. Once one fails, none begins or goes on, unless a
 * target may run already: then the others are not left down because of it.
 */
final class SideBySide implements ResumableTask {

    private final StepRunner runner;
    private final List<StepChain> steps = new ArrayList<>();
    private boolean allSucceeded = true;

    SideBySide(List<StepAction> actions, StepRunner runner, Waiting waiting) {
        this.runner = runner;
        actions.forEach(action -> steps.add(new StepChain(List.of(action), waiting)));
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
        for (StepChain step : List.copyOf(steps)) {
            if (step.pause().isZero()) {
                runner.run(step.current(runner::begin), succeeded -> {
                            allSucceeded &= succeeded;
                            step.next();
                        })
                        .ifPresent(step::pause);
            }
            if (!allSucceeded && !runner.progress().targetMayRun()) {
                steps.stream().flatMap(each -> each.begun().stream()).forEach(runner::abandon);
                return Optional.empty();
            }
            if (!step.isThrough()) {
                pauses.add(step.pause());
            }
        }
        steps.removeIf(StepChain::isThrough);
        return pauses.stream().min(Comparator.naturalOrder());
    }

    /** {@return whether no step has failed} */
    boolean allSucceeded() {
        return allSucceeded;
    }
}
