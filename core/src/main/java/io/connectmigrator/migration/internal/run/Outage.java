package io.connectmigrator.migration.internal.run;

import io.connectmigrator.migration.internal.state.Progress;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import io.connectmigrator.report.StepReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The time for which a source that was stopped and brought back did not run. */
final class Outage {

    private Outage() {}

    /** {@return a problem that only a stop could show, which says in addition what finding it out has cost} Others are left as they are. */
    static Problem toldIn(Problem problem, Progress progress, List<StepReport> steps) {
        Instant since = progress.downSince();
        if (problem.code() != ProblemCode.OFFSETS_EMPTY || since == null) {
            return problem;
        }
        return steps.stream()
                .filter(step -> step.step() == MigrationStep.QUIESCE
                        && step.direction() == StepReport.Direction.UNDO
                        && step.succeeded())
                .findFirst()
                .map(step -> told(problem, since, step.startedAt().plus(step.took())))
                .orElse(problem);
    }

    private static Problem told(Problem problem, Instant since, Instant until) {
        long millis = Math.max(0, Duration.between(since, until).toMillis());
        return new Problem(
                problem.code(),
                problem.severity(),
                problem.message() + "; it was stopped to find that out, and ran again after " + millis + " ms",
                problem.remedy());
    }
}
