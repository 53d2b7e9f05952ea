package io.connectmigrator.migration.internal.step;

import static io.connectmigrator.migration.internal.step.StepResult.again;
import static io.connectmigrator.migration.internal.step.StepResult.done;

import io.connectmigrator.migration.internal.connector.CutoverCalls;
import io.connectmigrator.migration.internal.connector.Move;
import io.connectmigrator.migration.internal.connector.MoveHooks;
import io.connectmigrator.migration.internal.state.Progress;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.ProblemCode;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Calls one of the plan's hooks; what takes it back is called when the migration is undone. That it may have been called is persisted. */
final class HookStep implements Step {

    private final MigrationStep name;
    private final HookCall call;
    private final Function<MoveHooks, @Nullable CutoverCalls> hooks;
    private final Predicate<Progress> mayHaveBeenCalled;
    private final Consumer<Progress.Draft> note;

    private HookStep(
            MigrationStep name,
            HookCall call,
            Function<MoveHooks, @Nullable CutoverCalls> hooks,
            Predicate<Progress> mayHaveBeenCalled,
            Consumer<Progress.Draft> note) {
        this.name = name;
        this.call = call;
        this.hooks = hooks;
        this.mayHaveBeenCalled = mayHaveBeenCalled;
        this.note = note;
    }

    /** {@return the step that lets the caller know that the source is about to be touched} */
    static HookStep beforeQuiesce() {
        return new HookStep(
                MigrationStep.BEFORE_QUIESCE,
                new HookCall("beforeQuiesce", ProblemCode.HOOK_FAILED),
                MoveHooks::beforeQuiesce,
                Progress::quiesceAnnounced,
                p -> p.quiesceAnnounced = true);
    }

    /** {@return the step that lets the caller switch its own records to the target} */
    static HookStep cutOver() {
        return new HookStep(
                MigrationStep.CUT_OVER,
                new HookCall("cut-over", ProblemCode.CUT_OVER_FAILED),
                MoveHooks::onCutover,
                Progress::cutOver,
                p -> p.cutOver = true);
    }

    @Override
    public MigrationStep name() {
        return name;
    }

    @Override
    public StepResult advance(Move move, Progress progress) {
        CutoverCalls hook = hooks.apply(move.hooks());
        if (hook == null) {
            return done(progress);
        }
        if (!mayHaveBeenCalled.test(progress)) {
            hook.first();
            return again(progress.with(note));
        }
        call.of(hook::cutOver);
        return done(progress);
    }

    @Override
    public StepResult undo(Move move, Progress progress) {
        CutoverCalls hook = hooks.apply(move.hooks());
        if (hook != null && mayHaveBeenCalled.test(progress)) {
            call.of(hook::takeBack);
        }
        return done(progress);
    }
}
