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
    public List<Problem> examine(CheckContext survey) {
        List<Problem> problems = new ArrayList<>(findings(survey.source(), survey.sourceOffsets()));
        boolean targetShows = survey.target().offsets().outliveTheConnector() && !survey.sharesOffsets();
        if (targetShows) {
            problems.addAll(findings(survey.target(), survey.targetOffsets()));
            LeftoverOffsets.problem(
                            survey.target(),
                            survey.targetOffsets(),
                            survey.plan().existingOffsets())
                    .ifPresent(problems::add);
        }
        return problems;
    }

    private static List<Problem> findings(ConnectorCopy side, OffsetSnapshot offsets) {
        return offsets.findings().stream()
                .map(finding -> Problem.warning(
                        ProblemCode.of(finding.kind()),
                        side.cluster().name() + ": " + finding.message(),
                        finding.remedy()))
                .toList();
    }
}
