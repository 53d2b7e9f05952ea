package io.connectmigrator.migration;

import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.report.Problem;
import java.util.List;

/** What the family of the connector knows about the move. */
final class FamilyCheck implements Check {

    @Override
    public List<Problem> examine(Survey survey) {
        return examine(survey, survey.sourceOffsets());
    }

    /** {@return what the family says about a move with these offsets of the source} */
    static List<Problem> examine(Survey survey, OffsetSnapshot offsets) {
        return survey.targetFamily()
                .map(family -> family.examine(survey.familyMove(offsets)))
                .orElse(List.of());
    }
}
