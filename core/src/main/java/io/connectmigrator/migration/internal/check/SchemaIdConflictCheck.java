package io.connectmigrator.migration.internal.check;

import io.connectmigrator.migration.internal.connector.CheckContext;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.util.List;

/** An id must not be another schema in the registry of the target: the bytes may decode, into wrong fields. */
final class SchemaIdConflictCheck implements Check {

    @Override
    public List<Problem> examine(CheckContext checkContext) {
        return checkContext.schemas().converters().stream()
                .flatMap(converter -> converter.conflicts().stream())
                .distinct()
                .map(
                        conflict -> Problem.error(
                                ProblemCode.SCHEMA_ID_CONFLICT,
                                conflict,
                                "Let the converter ask a registry, or a context of one, to which the schemas were copied with their ids"))
                .toList();
    }
}
