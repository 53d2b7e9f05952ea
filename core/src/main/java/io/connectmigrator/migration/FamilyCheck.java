package io.connectmigrator.migration;

import io.connectmigrator.report.Problem;
import java.util.List;

/** What the family of the connector knows about the move. */
final class FamilyCheck implements Check {

    @Override
    public List<Problem> examine(Survey survey) {
        return survey.targetFamily()
                .map(family -> family.examine(survey.familyMove()))
                .orElse(List.of());
    }
}
