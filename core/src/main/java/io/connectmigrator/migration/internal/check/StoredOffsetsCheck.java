package io.connectmigrator.migration.internal.check;

import io.connectmigrator.migration.internal.connector.CheckContext;
import io.connectmigrator.migration.internal.connector.ConnectorCopy;
import io.connectmigrator.migration.internal.connector.LeftoverOffsets;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.util.ArrayList;
import java.util.List;

/** What is worth knowing about how offsets are stored on either side, and what the target has of earlier ones. */
final class StoredOffsetsCheck implements Check {

    @Override
    public List<Problem> examine(CheckContext checkContext) {
        List<Problem> problems = new ArrayList<>(findings(checkContext.source(), checkContext.sourceOffsets()));
        boolean targetShows = checkContext.target().offsets().outliveTheConnector() && !checkContext.sharesOffsets();
        if (targetShows) {
            problems.addAll(findings(checkContext.target(), checkContext.targetOffsets()));
            LeftoverOffsets.problem(
                            checkContext.target(),
                            checkContext.targetOffsets(),
                            checkContext.plan().existingOffsets())
                    .ifPresent(problems::add);
        }
        return problems;
    }

    private static List<Problem> findings(ConnectorCopy copy, OffsetSnapshot offsets) {
        return offsets.findings().stream()
                .map(finding -> Problem.warning(
                        ProblemCode.of(finding.kind()),
                        copy.cluster().name() + ": " + finding.message(),
                        finding.remedy()))
                .toList();
    }
}
