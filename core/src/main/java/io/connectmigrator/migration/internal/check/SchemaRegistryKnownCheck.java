package io.connectmigrator.migration.internal.check;

import io.connectmigrator.migration.internal.connector.CheckContext;
import io.connectmigrator.migration.internal.schema.Unchecked;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import io.connectmigrator.report.Severity;
import java.util.List;

/** What could not be checked about schemas is told. If a registry that was given does not answer, the check has failed. */
final class SchemaRegistryKnownCheck implements Check {

    @Override
    public List<Problem> examine(CheckContext checkContext) {
        return checkContext.schemas().converters().stream()
                .flatMap(converter -> converter.unchecked().stream())
                .map(unchecked -> problem(checkContext, unchecked))
                .toList();
    }

    private static Problem problem(CheckContext checkContext, Unchecked unchecked) {
        return new Problem(
                ProblemCode.SCHEMA_REGISTRY_UNKNOWN,
                unchecked.refused() ? Severity.ERROR : Severity.WARNING,
                "'" + checkContext.connector() + "': " + unchecked.what(),
                unchecked.remedy());
    }
}
