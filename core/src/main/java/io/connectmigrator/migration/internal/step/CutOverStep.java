package io.connectmigrator.migration.internal.step;

import static io.connectmigrator.migration.internal.step.StepResult.again;
import static io.connectmigrator.migration.internal.step.StepResult.done;

import io.connectmigrator.internal.Redaction;
import io.connectmigrator.migration.internal.connector.CutoverCalls;
import io.connectmigrator.migration.internal.connector.Move;
import io.connectmigrator.migration.internal.state.Progress;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import io.connectmigrator.report.internal.StepFailedException;

/** Lets the caller switch its own records to the target. */
final class CutOverStep implements Step {

    @Override
    public MigrationStep name() {
        return MigrationStep.CUT_OVER;
    }

    @Override
    public StepResult advance(Move move, Progress progress) {
        CutoverCalls hook = move.onCutover();
        if (hook == null) {
            return done(progress);
        }
        if (!progress.cutOver()) {
            hook.first();
            return again(progress.with(p -> p.cutOver = true));
        }
        call(hook::cutOver);
        return done(progress);
    }

    @Override
    public StepResult undo(Move move, Progress progress) {
        CutoverCalls hook = move.onCutover();
        if (hook != null && progress.cutOver()) {
            call(hook::takeBack);
        }
        return done(progress);
    }

    private interface Hook {
        void call() throws Exception;
    }

    /** Whatever it throws, an error included, is a failure like others; what it leaves of an interrupt is not ours. */
    private static void call(Hook hook) {
        try {
            hook.call();
        } catch (Throwable e) {
            throw new StepFailedException(Problem.error(
                    ProblemCode.CUT_OVER_FAILED,
                    "the cut-over hook threw " + Redaction.ofForeign(e),
                    "Mend the hook, then try again"));
        } finally {
            boolean unused = Thread.interrupted();
        }
    }
}
