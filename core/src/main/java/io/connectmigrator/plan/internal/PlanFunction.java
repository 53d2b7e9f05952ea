package io.connectmigrator.plan.internal;

import io.connectmigrator.connect.ConnectClientException;
import io.connectmigrator.error.InterruptedWaitException;
import io.connectmigrator.internal.RedactedException;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import io.connectmigrator.report.internal.StepFailedException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Asks the functions that the caller has given to a plan. What they throw may hold values of configs, so it is not repeated. */
final class PlanFunction {

    private PlanFunction() {}

    /**
     * {@return the answer of a function of the plan}
     *
     * @param function its name in the plan
     * @param connector the connector that it is asked about
     * @throws StepFailedException if it threw something or answered null
     */
    static <T> T ask(String function, String connector, Supplier<? extends @Nullable T> question) {
        T answer = askForAny(function, connector, question);
        if (answer == null) {
            throw failed(function, connector, "answered null", null);
        }
        return answer;
    }

    /**
     * {@return the answer of a function of the plan, which may be null}
     *
     * @throws StepFailedException if it threw something
     */
    static <T> @Nullable T askForAny(String function, String connector, Supplier<? extends @Nullable T> question) {
        try {
            return question.get();
        } catch (ConnectClientException | StepFailedException | InterruptedWaitException e) {
            throw e;
        } catch (Throwable e) {
            throw failed(function, connector, "threw " + e.getClass().getName(), e);
        }
    }

    private static StepFailedException failed(
            String function, String connector, String what, @Nullable Throwable cause) {
        Problem problem = Problem.error(
                ProblemCode.PLAN_FUNCTION_FAILED,
                "the plan's " + function + "(…) " + what + " for connector '" + connector + "'",
                "Mend the function; what it throws is not repeated here, since it may hold values of the config");
        return cause == null
                ? new StepFailedException(problem)
                : new StepFailedException(problem, RedactedException.withoutMessages(cause));
    }
}
