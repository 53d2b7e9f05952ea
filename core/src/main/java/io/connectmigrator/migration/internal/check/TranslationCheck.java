package io.connectmigrator.migration.internal.check;

import io.connectmigrator.migration.internal.connector.CheckContext;
import io.connectmigrator.migration.internal.connector.Crossing;
import io.connectmigrator.offset.TranslationFinding;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.util.List;
import java.util.Optional;

/** Whether the offsets of a sink that comes to another Kafka cluster can be translated, as far as that shows before it is stopped. */
final class TranslationCheck implements Check {

    @Override
    public List<Problem> examine(CheckContext checkContext) {
        Optional<Crossing> crossing = checkContext.isSink() ? checkContext.crossing() : Optional.empty();
        return crossing.map(each -> each
                        .translation()
                        .examine(checkContext.sourceOwner(), checkContext.targetOwner(), checkContext.sourceOffsets())
                        .stream()
                        .map(TranslationCheck::problem)
                        .toList())
                .orElse(List.of());
    }

    private static Problem problem(TranslationFinding finding) {
        ProblemCode code = ProblemCode.of(finding.kind());
        return finding.kind().isInTheWay()
                ? Problem.error(code, finding.message(), finding.remedy())
                : Problem.warning(code, finding.message(), finding.remedy());
    }
}
