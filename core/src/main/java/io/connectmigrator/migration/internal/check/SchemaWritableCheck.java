package io.connectmigrator.migration.internal.check;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.migration.internal.connector.CheckContext;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.util.List;

/** The registry of the target must take the schemas of a source: by its mode, by its compatibility, and the subjects must be there. */
final class SchemaWritableCheck implements Check {

    private static final String SCHEMA_TOPIC = "schema.registry.topic";

    @Override
    public List<Problem> examine(CheckContext checkContext) {
        ConnectorConfig config = checkContext.targetConfig();
        return checkContext.schemas().converters().stream()
                .flatMap(converter -> converter.unwritable().stream())
                .distinct()
                .map(why -> Problem.error(
                        ProblemCode.SCHEMA_NOT_WRITABLE,
                        "'" + checkContext.connector() + "' could not write: " + why,
                        config.containsKey(SCHEMA_TOPIC)
                                ? "Set the registry to mode IMPORT for as long as the connector copies schemas"
                                : "Set the mode of the subject to READWRITE when the source is cut over, register the schemas there"
                                        + " before, or let the plan accept it"))
                .toList();
    }
}
