package io.connectmigrator.report.internal;

import io.connectmigrator.report.Problem;
import org.jspecify.annotations.Nullable;

/** A step failed with a problem. */
public final class StepFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public StepFailedException(Problem problem) {
        this(problem, null);
    }

    public StepFailedException(Problem problem, @Nullable Throwable cause) {
        super(problem.toString(), cause);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
