package io.connectmigrator.migration.internal.check;

import io.connectmigrator.migration.internal.connector.CheckContext;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.util.List;

/**
 * A sink that has committed nothing begins where its consumer is told to. With {@code latest} that is the end of the topics at the
 * time of the start: what is written while neither copy runs would be left out.
 */
final class SinkStartCheck implements Check {

    private static final String RESET = "consumer.override.auto.offset.reset";

    @Override
    public List<Problem> examine(CheckContext checkContext) {
        boolean atLatest = checkContext.isSink()
                && checkContext.targetConfig().getOrDefault(RESET, "").strip().equalsIgnoreCase("latest");
        if (!atLatest || !checkContext.sourceOffsets().isEmpty()) {
            return List.of();
        }
        return List.of(Problem.error(
                ProblemCode.STARTS_AT_LATEST,
                checkContext.source() + " has committed no offsets, and with " + RESET
                        + "=latest the target would leave out what is" + " written before it starts",
                "Wait until the connector has committed offsets, set " + RESET
                        + " to earliest, or let the plan accept it"));
    }
}
