package io.connectmigrator.migration.internal.check;

import io.connectmigrator.connect.ConnectorStatus;
import io.connectmigrator.migration.internal.connector.CheckContext;
import io.connectmigrator.migration.internal.connector.ConnectorConditions;
import io.connectmigrator.migration.internal.connector.SourceOffsets;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.util.List;

/** The source's offsets must be there, and must be readable without damage. */
public final class OffsetsCheck implements Check {

    @Override
    public List<Problem> examine(CheckContext checkContext) {
        return SourceOffsets.problem(
                        checkContext.source(),
                        checkContext.sourceOffsets(),
                        checkContext.family().emptyOffsets())
                .map(problem -> mayStillCommit(checkContext, problem) ? noneYet(checkContext) : problem)
                .map(List::of)
                .orElse(List.of());
    }

    /**
     * A connector that has run for less than a flush interval has committed nothing, and its stop will; nor has one that has found
     * nothing to read. Which of the two it is shows only once it is stopped.
     */
    private static boolean mayStillCommit(CheckContext checkContext, Problem problem) {
        ConnectorStatus status = checkContext.sourceStatus();
        return problem.code() == ProblemCode.OFFSETS_EMPTY
                && !ConnectorConditions.isStopped(status)
                && !ConnectorConditions.isEverythingFailed(status);
    }

    /** {@return whether it is a warning about offsets that are read again once the source is stopped} */
    public static boolean isAnsweredByTheStop(Problem problem) {
        return problem.code() == ProblemCode.OFFSETS_EMPTY && !problem.isError();
    }

    private static Problem noneYet(CheckContext checkContext) {
        return Problem.warning(
                ProblemCode.OFFSETS_EMPTY,
                checkContext.source()
                        + " has not committed any offset: tasks do so every offset.flush.interval.ms of their workers,"
                        + " 60 s by default, and only if they have read something. REST shows neither that interval nor how"
                        + " long the connector has run. Without offsets "
                        + SourceOffsets.startWithout(
                                checkContext.source().offsets().owner()),
                "Check again after that interval, or say emptyOffsets(ALLOW) in the plan if it may start without offsets on "
                        + checkContext.targetCluster()
                        + "; otherwise a migration stops it, and brings it back at once if its last"
                        + " commit leaves no offsets");
    }
}
