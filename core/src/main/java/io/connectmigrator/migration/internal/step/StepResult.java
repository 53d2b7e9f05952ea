package io.connectmigrator.migration.internal.step;

import io.connectmigrator.migration.internal.connector.Condition;
import io.connectmigrator.migration.internal.state.Progress;
import io.connectmigrator.report.Problem;
import java.util.function.UnaryOperator;

/** How far a step has come when it returns. */
public sealed interface StepResult {

    /** {@return what the migration has reached; worth saving before anything else happens} */
    Progress progress();

    /** The step is complete. */
    record Done(Progress progress) implements StepResult {}

    /** The step is to be entered again, once its progress is saved and the condition holds; then it has come this far. */
    record Again(Progress progress, Condition once, UnaryOperator<Progress> then) implements StepResult {}

    /** The step is complete once the condition holds, and its progress is saved before that; then it has come this far. */
    record DoneOnce(Progress progress, Condition once, UnaryOperator<Progress> then) implements StepResult {}

    /** The step has failed, and what had been noted before it was tried is taken back. */
    record Failed(Progress progress, Problem problem) implements StepResult {}

    /** A request has failed that may have been done or may still be; the progress says so, and the step is entered again. */
    record Unclear(Progress progress, Throwable failure) implements StepResult {}

    static StepResult done(Progress progress) {
        return new Done(progress);
    }

    static StepResult doneOnce(Progress progress, Condition once, UnaryOperator<Progress> then) {
        return new DoneOnce(progress, once, then);
    }

    static StepResult again(Progress progress) {
        return again(progress, Condition.NONE);
    }

    static StepResult again(Progress progress, Condition once) {
        return again(progress, once, reached -> reached);
    }

    static StepResult again(Progress progress, Condition once, UnaryOperator<Progress> then) {
        return new Again(progress, once, then);
    }
}
