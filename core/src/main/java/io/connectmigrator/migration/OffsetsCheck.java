package io.connectmigrator.migration;

import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.util.List;
import java.util.Optional;

/** The source's offsets must be there, and must be readable without damage. */
final class OffsetsCheck implements Check {

    @Override
    public List<Problem> examine(Survey survey) {
        return problem(survey.source(), survey.sourceOffsets(), survey.emptyOffsets())
                .map(problem -> mayStillCommit(survey, problem) ? onlyWarning(problem) : problem)
                .map(List::of)
                .orElse(List.of());
    }

    /** {@return what is wrong with the offsets of a stopped source} */
    static Optional<Problem> problem(Side source, OffsetSnapshot offsets, EmptyOffsets emptyOffsets) {
        List<ConnectorOffset> unreadable = offsets.nullOffsets();
        if (!unreadable.isEmpty()) {
            return Optional.of(Problem.error(
                    ProblemCode.OFFSETS_UNREADABLE,
                    source + " lists " + unreadable.size() + " of " + offsets.size()
                            + " partitions with offset null, such as " + unreadable.get(0)
                            + ": the connector writes the fields of its partitions in an order that REST does not keep,"
                            + " and an offset written over REST would never be found by its tasks",
                    "Give the client of the cluster its offset topic with offsetTransport(KafkaOffsets…), and that of the"
                            + " target as well"));
        }
        if (offsets.isEmpty() && emptyOffsets == EmptyOffsets.REFUSE) {
            return Optional.of(Problem.error(
                    ProblemCode.OFFSETS_EMPTY,
                    source + " has no offsets, so it would start from scratch on the target",
                    "Say emptyOffsets(ALLOW) in the plan if that is right for this connector"));
        }
        return Optional.empty();
    }

    /** A connector that has run for less than a flush interval has committed nothing; its stop will. */
    private static boolean mayStillCommit(Survey survey, Problem problem) {
        return problem.code() == ProblemCode.OFFSETS_EMPTY
                && survey.sourceStatus().state() != ConnectorState.STOPPED;
    }

    private static Problem onlyWarning(Problem problem) {
        return Problem.warning(
                problem.code(),
                problem.message() + "; but it runs, and may only not have committed any yet",
                problem.remedy() + "; if there are still none once the source has stopped, the migration is undone");
    }
}
