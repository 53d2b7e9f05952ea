package io.connectmigrator.migration.internal.check;

import io.connectmigrator.migration.internal.connector.CheckContext;
import io.connectmigrator.offset.OffsetTranslation;
import io.connectmigrator.offset.TranslationFinding;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.util.List;

/**
 * Whether the offsets of a sink that comes to another Kafka cluster can be translated, as far as that shows before it is stopped; and
 * whether the topics of a source are mirrored, for whose copies it waits.
 */
final class TranslationCheck implements Check {

    @Override
    public List<Problem> examine(CheckContext checkContext) {
        return checkContext
                .crossing()
                .map(crossing -> findings(checkContext, crossing.translation()).stream()
                        .map(TranslationCheck::problem)
                        .toList())
                .orElse(List.of());
    }

    private static List<TranslationFinding> findings(CheckContext checkContext, OffsetTranslation translation) {
        return checkContext.isSink()
                ? translation.examine(
                        checkContext.sourceOwner(),
                        checkContext.targetOwner(),
                        checkContext.given().share())
                : translation.examineEnds(checkContext.sourceCluster().topics(checkContext.connector()));
    }

    private static Problem problem(TranslationFinding finding) {
        ProblemCode code = ProblemCode.of(finding.kind());
        return finding.kind().isInTheWay()
                ? Problem.error(code, finding.message(), finding.remedy())
                : Problem.warning(code, finding.message(), finding.remedy());
    }
}
