package io.connectmigrator.migration.internal.check;

import io.connectmigrator.migration.internal.connector.CheckContext;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.util.List;

/** The converter of the target must be able to read how the records name their schemas. */
final class SchemaFormatCheck implements Check {

    @Override
    public List<Problem> examine(CheckContext checkContext) {
        return checkContext.schemas().converters().stream()
                .flatMap(converter -> converter.formats().stream())
                .distinct()
                .map(format -> Problem.error(
                        ProblemCode.SCHEMA_WIRE_FORMAT,
                        format,
                        "Set a converter that reads this format with config(…), or install a newer one on the workers of "
                                + checkContext.targetCluster()))
                .toList();
    }
}
