package io.connectmigrator.migration.internal.check;

import io.connectmigrator.migration.internal.connector.CheckContext;
import io.connectmigrator.plan.internal.AcceptedProblems;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.internal.Failures;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** All checks, in the order in which their findings are told. */
public final class Checks {

    /** What one of these finds keeps the others from being asked: they would find the same in other words. */
    private static final List<Check> FIRST = List.of(new AnsweringCheck(), new NameUsableCheck());

    private static final List<Check> THEN = List.of(
            new DifferentClustersCheck(),
            new CapabilitiesCheck(),
            new SourceHealthCheck(),
            new StopSeenCheck(),
            new NameFreeCheck(),
            new ConfigCompleteCheck(),
            new PluginCheck(),
            new ConfigValidCheck(),
            new PlaceholdersCheck(),
            new KnownKeysCheck(),
            new TaskLimitCheck(),
            new FamilyCheck(),
            new TransformCheck(),
            new UnitCheck(),
            new IdentityCheck(),
            new GivenTransportCheck(),
            new OffsetsCheck(),
            new SinkStartCheck(),
            new StoredOffsetsCheck(),
            new TransportsCheck(),
            new KafkaClusterCheck(),
            new TranslationCheck(),
            new MirrorConfigCheck(),
            new TopicPartitionsCheck(),
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

    private static final Check OF_COPY = new NameFreeCheck();

    private Checks() {}

    /**
     * {@return all that is found; a cluster that does not answer is a finding too} Of a move that is rehearsed the same is found as of
     * the move, and whether the name of the copy is free.
     */
    public static List<Problem> examine(CheckContext checkContext) {
        List<Problem> found = examineMove(checkContext.rehearsedMove());
        return checkContext.plan().isRehearsal() && found.stream().noneMatch(Problem::isError)
                ? Stream.concat(found.stream(), examined(OF_COPY, checkContext)).toList()
                : found;
    }

    /** What fails is a finding, too. */
    private static Stream<Problem> examined(Check check, CheckContext checkContext) {
        try {
            return check.examine(checkContext).stream();
        } catch (Throwable e) {
            return Stream.of(Failures.problem(e));
        }
    }

    private static List<Problem> examineMove(CheckContext checkContext) {
        for (Check check : FIRST) {
            List<Problem> inTheWay = check.examine(checkContext);
            if (!inTheWay.isEmpty()) {
                return inTheWay;
            }
        }
        AcceptedProblems accepted = checkContext.plan().accepted();
        Set<Problem> problems = new LinkedHashSet<>();
        for (Check check : THEN) {
            examined(check, checkContext)
                    .filter(problem -> !accepted.leaveOut(problem))
                    .map(accepted::weigh)
                    .forEach(problems::add);
        }
        return new ArrayList<>(problems);
    }
}
