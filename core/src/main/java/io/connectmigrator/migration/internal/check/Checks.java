package io.connectmigrator.migration.internal.check;

import io.connectmigrator.migration.internal.connector.CheckContext;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.internal.Failures;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** All checks, in the order in which their findings are told. */
public final class Checks {

    /** What one of these finds keeps the others from being asked: they would find the same in other words. */
    private static final List<Check> FIRST = List.of(new AnsweringCheck(), new NameUsableCheck());

    private static final List<Check> THEN = List.of(
            new DifferentClustersCheck(),
            new CapabilitiesCheck(),
            new SourceHealthCheck(),
            new NameFreeCheck(),
            new ConfigCompleteCheck(),
            new PluginCheck(),
            new ConfigValidCheck(),
            new PlaceholdersCheck(),
            new KnownKeysCheck(),
            new TaskLimitCheck(),
            new FamilyCheck(),
            new IdentityCheck(),
            new GivenTransportCheck(),
            new OffsetsCheck(),
            new SinkStartCheck(),
            new StoredOffsetsCheck(),
            new TransportsCheck(),
            new KafkaClusterCheck(),
            new SharedGroupCheck(),
            new CommonGroupCheck(),
            new OperatorCheck(),
            new DuplicateRiskCheck(),
            new ConverterInheritedCheck(),
            new SchemaRegistryCheck(),
            new SchemaRegistryKnownCheck(),
            new SchemaMissingCheck(),
            new SchemaIdConflictCheck(),
            new SchemaWritableCheck(),
            new SchemaFormatCheck());

    private Checks() {}

    /** {@return all that is found; a cluster that does not answer is a finding too} */
    public static List<Problem> examine(CheckContext checkContext) {
        for (Check check : FIRST) {
            List<Problem> inTheWay = check.examine(checkContext);
            if (!inTheWay.isEmpty()) {
                return inTheWay;
            }
        }
        Set<Problem> problems = new LinkedHashSet<>();
        for (Check check : THEN) {
            try {
                check.examine(checkContext).stream()
                        .filter(problem -> !checkContext.plan().leavesOut(problem))
                        .map(checkContext.plan()::accepted)
                        .forEach(problems::add);
            } catch (Throwable e) {
                problems.add(Failures.problem(e));
            }
        }
        return new ArrayList<>(problems);
    }
}
