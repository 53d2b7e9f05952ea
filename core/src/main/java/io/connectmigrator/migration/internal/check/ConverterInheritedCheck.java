package io.connectmigrator.migration.internal.check;

import io.connectmigrator.connect.Plugin;
import io.connectmigrator.migration.internal.connector.CheckContext;
import io.connectmigrator.migration.internal.connector.ClusterFacts;
import io.connectmigrator.migration.internal.schema.ConverterConfig;
import io.connectmigrator.migration.internal.schema.ConverterKind;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.util.List;
import java.util.Set;

/**
 * A config without converters gets those of the workers, which may be Avro on one cluster and JSON on the other. REST does not show them.
 * It is told where schemas are in use: the workers have a converter that asks a registry, or the client was given a registry.
 */
final class ConverterInheritedCheck implements Check {

    @Override
    public List<Problem> examine(CheckContext checkContext) {
        Set<String> inherited = ConverterConfig.inherited(checkContext.targetConfig());
        if (inherited.isEmpty()
                || !(usesSchemas(checkContext.sourceCluster()) || usesSchemas(checkContext.targetCluster()))) {
            return List.of();
        }
        // Names no connector, so that a list of the problems of a plan has it once.
        return List.of(Problem.warning(
                ProblemCode.CONVERTER_INHERITED,
                "configs have no " + String.join(", ", inherited) + ": the workers of " + checkContext.sourceCluster()
                        + " and of " + checkContext.targetCluster()
                        + " use those of their own properties, which REST does not show",
                "Compare " + String.join(", ", inherited)
                        + " in the properties of the workers, or put them in with config((name, config) -> config.with(\""
                        + inherited.iterator().next() + "\", …))"));
    }

    private static boolean usesSchemas(ClusterFacts cluster) {
        return cluster.schemas().hasRegistries()
                || cluster.converters().stream().map(Plugin::className).anyMatch(ConverterKind::asksRegistry);
    }
}
