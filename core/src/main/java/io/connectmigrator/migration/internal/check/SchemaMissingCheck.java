package io.connectmigrator.migration.internal.check;

import io.connectmigrator.migration.internal.connector.CheckContext;
import io.connectmigrator.migration.internal.connector.SchemaFailure;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import io.connectmigrator.report.Severity;
import java.util.List;

/** The registry of the target must have the schemas of what a sink is going to read; a source registers what is missing. */
final class SchemaMissingCheck implements Check {

    @Override
    public List<Problem> examine(CheckContext checkContext) {
        boolean isSink = checkContext.isSink();
        return checkContext.schemas().converters().stream()
                .flatMap(converter -> converter.missing().stream())
                .distinct()
                .map(missing -> new Problem(
                        ProblemCode.SCHEMA_MISSING,
                        isSink ? Severity.ERROR : Severity.WARNING,
                        missing,
                        isSink
                                ? SchemaFailure.COPY
                                : SchemaFailure.COPY
                                        + ", if the ids are to stay; the source registers it with another one"))
                .toList();
    }
}
