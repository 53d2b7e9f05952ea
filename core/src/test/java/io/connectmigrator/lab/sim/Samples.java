package io.connectmigrator.lab.sim;

import io.connectmigrator.report.ConnectorReport;
import io.connectmigrator.report.MigrationStep;
import io.connectmigrator.report.ProblemCode;
import io.connectmigrator.report.StepReport;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Checks that samples of a connector are missing in its report where they could not be taken, and that nothing else comes of it. */
final class Samples {

    private static final Set<MigrationStep> STEPS = EnumSet.of(MigrationStep.BASELINE, MigrationStep.COMPARE);

    /** What ends any step. */
    private static final Set<ProblemCode> ENDING = EnumSet.of(
            ProblemCode.CANCELLED,
            ProblemCode.INTERRUPTED,
            ProblemCode.CLAIMED_BY_ANOTHER,
            ProblemCode.JOURNAL_FAILED,
            ProblemCode.TOO_MANY_FAILURES);

    private Samples() {}

    /** {@return the connectors of which a step failed that takes samples, and those without samples of which such a step did not} */
    static List<String> failed(ScheduleRun run) {
        return run.calls().stream()
                .flatMap(call -> call.report().stream())
                .flatMap(report -> report.connectors().stream())
                .filter(report -> report.steps().stream().anyMatch(step -> isWrong(step, report)))
                .map(report -> report.connector() + ": " + report.steps() + " " + report.problems())
                .toList();
    }

    private static boolean isWrong(StepReport step, ConnectorReport report) {
        boolean isEnded = report.problems().stream().anyMatch(problem -> ENDING.contains(problem.code()));
        return STEPS.contains(step.step()) && (step.succeeded() ? report.baseline() == null : !isEnded);
    }
}
