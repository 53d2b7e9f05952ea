package io.connectmigrator.migration.internal.step;

import io.connectmigrator.internal.Redaction;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import io.connectmigrator.report.internal.StepFailedException;

/**
 * A call of a plan's hook.
 *
 * @param name how messages name the hook
 * @param failed the problem if it fails
 */
record HookCall(String name, ProblemCode failed) {

    /** One of a hook's functions. */
    @FunctionalInterface
    interface Function {
        void call() throws Exception;
    }

    /**
     * Calls it. Whatever it throws, an error included, is a failure like others; what it leaves of an interrupt is not ours.
     *
     * @throws StepFailedException if it throws anything
     */
    void of(Function function) {
        try {
            function.call();
        } catch (Throwable e) {
            throw new StepFailedException(Problem.error(
                    failed, "the " + name + " hook threw " + Redaction.ofForeign(e), "Mend the hook, then try again"));
        } finally {
            boolean unused = Thread.interrupted();
        }
    }
}
