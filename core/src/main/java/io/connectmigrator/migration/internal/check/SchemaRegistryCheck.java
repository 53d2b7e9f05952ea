package io.connectmigrator.migration.internal.check;

import io.connectmigrator.migration.internal.connector.CheckContext;
import io.connectmigrator.migration.internal.schema.ComparedConverter;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import io.connectmigrator.report.SchemaComparison.Relation;
import io.connectmigrator.report.Severity;
import java.util.List;

/**
 * The target's converters should ask the registry that the source's ask. With another one a sink reads wrongly unless all ids agree, and a
 * source writes ids that consumers of the old registry cannot read.
 */
final class SchemaRegistryCheck implements Check {

    private static final String SOURCE_ROLE = "src.";

    @Override
    public List<Problem> examine(CheckContext checkContext) {
        return checkContext.schemas().converters().stream()
                .filter(converter -> converter.relation() == Relation.OTHER)
                .map(converter -> differs(checkContext, converter))
                .toList();
    }

    private static Problem differs(CheckContext checkContext, ComparedConverter converter) {
        boolean isHarmless = converter.agrees()
                || converter.role().startsWith(SOURCE_ROLE)
                || (!checkContext.isSink() && checkContext.writesToTwoKafkaClusters());
        return new Problem(
                ProblemCode.SCHEMA_REGISTRY_DIFFERS,
                isHarmless ? Severity.WARNING : Severity.ERROR,
                converter.role() + " of '" + checkContext.connector() + "' asks another registry: "
                        + checkContext.sourceCluster() + " " + converter.source() + ", "
                        + checkContext.targetCluster() + " " + converter.target() + "; "
                        + consequence(checkContext, converter)
                        + converter
                                .remarks()
                                .map(remarks -> " (" + remarks + ")")
                                .orElse(""),
                remedy(checkContext, converter));
    }

    private static String consequence(CheckContext checkContext, ComparedConverter converter) {
        if (converter.agrees()) {
            return converter.compared() + ", and all are the same";
        }
        String compared = converter.compared();
        if (checkContext.isSink()) {
            return compared
                    + ": an id that is missing there fails the tasks, and one that is another schema is misread";
        }
        return checkContext.writesToTwoKafkaClusters()
                ? compared + ": all consumers of the topics on the other Kafka cluster have to ask that registry"
                : compared + ": the topics get ids of one registry between ids of the other";
    }

    private static String remedy(CheckContext checkContext, ComparedConverter converter) {
        if (converter.agrees()) {
            return "Keep the ids of both registries equal, with a schema exporter, for as long as both are asked";
        }
        return checkContext.isSink()
                ? "Let the converter ask the source's registry with config(…), or copy its schemas with their ids (a schema exporter"
                        + " with contextType NONE, or mode IMPORT); if both are one registry, give it to both clients with"
                        + " schemaRegistry(…)"
                : "Let the converter ask the source's registry with config(…); if all consumers ask the other one, let the plan"
                        + " accept it";
    }
}
