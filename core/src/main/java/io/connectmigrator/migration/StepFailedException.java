package io.connectmigrator.migration;

import io.connectmigrator.report.Problem;
import org.jspecify.annotations.Nullable;

/** A step cannot go on; the problem says why. */
final class StepFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    StepFailedException(Problem problem) {
        this(problem, null);
    }

    StepFailedException(Problem problem, @Nullable Throwable cause) {
        super(problem.toString(), cause);
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
