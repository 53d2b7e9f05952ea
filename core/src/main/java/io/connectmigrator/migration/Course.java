package io.connectmigrator.migration;

import static java.util.Objects.requireNonNullElse;

import io.connectmigrator.offset.OffsetSnapshot;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The steps that lead a connector from one side to the other, and what is taken back, in which order, if one of them
 * fails before the target is resumed.
 */
final class Course {

    private final List<Step> steps;
    private final List<Step> undo;

    private Course(List<Step> steps, List<Step> undo) {
        this.steps = steps;
        this.undo = undo;
    }

    /** {@return the way from the source to the target} */
    static Course there(Clock clock) {
        Step prepare = new PrepareStep();
        Step quiesce = new QuiesceStep(clock);
        Step write = new WriteStep();
        Step cutOver = new CutOverStep();
        return new Course(
                List.of(
                        prepare,
                        quiesce,
                        new SnapshotStep(),
                        write,
                        new VerifyStep(),
                        cutOver,
                        new ResumeStep(clock),
                        new ProveStep()),
                // The source first: it is what is down. The target does not run, so nobody waits for its cleaning up.
                List.of(quiesce, cutOver, write, prepare));
    }

    /** {@return the way back, after the target has been resumed} */
    static Course back(Progress there, Clock clock) {
        Step quiesce = new QuiesceStep(clock);
        Step write = new WriteStep();
        Step cutOver = new CutOverStep();
        return new Course(
                List.of(
                        quiesce,
                        new SnapshotStep(),
                        write,
                        new VerifyStep(),
                        cutOver,
                        new ResumeStep(clock),
                        new RemoveStep(requireNonNullElse(there.targetBefore(), OffsetSnapshot.empty()))),
                List.of(quiesce, cutOver, write));
    }

    /** {@return the end of it all} */
    static Course confirmation() {
        return new Course(List.of(new DeleteSourceStep()), List.of());
    }

    /** {@return the steps that follow the last complete one} */
    List<Step> remaining(Progress progress) {
        MigrationStep completed = progress.completed();
        if (completed == null) {
            return steps;
        }
        return steps.stream()
                .filter(step -> step.name().compareTo(completed) > 0)
                .toList();
    }

    /** {@return the steps to take back, in that order, if a step failed; all of them if it is not known which} */
    List<Step> undo(@Nullable MigrationStep failedAt) {
        return undo.stream()
                .filter(step -> failedAt == null || step.name().compareTo(failedAt) <= 0)
                .toList();
    }
}
