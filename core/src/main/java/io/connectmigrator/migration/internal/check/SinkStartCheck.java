package io.connectmigrator.migration.internal.check;

import io.connectmigrator.migration.internal.connector.CheckContext;
import io.connectmigrator.report.DuplicateRule;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.util.List;

/**
 * A sink without a valid offset begins where its consumer is told to. With {@code latest} that is the end of the topics at the
 * time of the start: what is written while neither copy runs would be left out.
 */
final class SinkStartCheck implements Check {

    private static final String RESET = "consumer.override.auto.offset.reset";

    @Override
    public List<Problem> examine(CheckContext checkContext) {
        boolean atLatest = checkContext.isSink()
                && checkContext.targetConfig().getOrDefault(RESET, "").strip().equalsIgnoreCase("latest");
        if (!atLatest) {
            return List.of();
        }
        Problem found =
                checkContext.sourceOffsets().isEmpty() ? nothingCommitted(checkContext) : outOfRange(checkContext);
        return List.of(found.by(DuplicateRule.D12));
    }

    private static Problem nothingCommitted(CheckContext checkContext) {
        return Problem.error(
                ProblemCode.STARTS_AT_LATEST,
                checkContext.source() + " has committed no offsets, and with " + RESET
                        + "=latest the target would leave out what is" + " written before it starts",
                "Wait until the connector has committed offsets, set config(\"" + RESET
                        + "\", \"earliest\"), or let the plan accept it");
    }

    private static Problem outOfRange(CheckContext checkContext) {
        return Problem.error(
                ProblemCode.DUPLICATE_RISK,
                checkContext.target() + " gets " + RESET
                        + "=latest: for a partition whose offset is missing or out of range, it would leave out all that is"
                        + " written before it starts",
                "Set config(\"" + RESET
                        + "\", \"none\"), with which it fails instead, or \"earliest\", with which it reads"
                        + " such a partition again");
    }
}
