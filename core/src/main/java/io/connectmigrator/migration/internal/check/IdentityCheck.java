package io.connectmigrator.migration.internal.check;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.family.ConnectorFamily;
import io.connectmigrator.migration.internal.connector.CheckContext;
import io.connectmigrator.migration.internal.connector.Origin;
import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The config for the target must ask for the partitions whose offsets are moved: a source finds an offset by its partition, which it
 * makes of its config.
 */
final class IdentityCheck implements Check {

    @Override
    public List<Problem> examine(CheckContext checkContext) {
        List<ConnectorOffset> offsets =
                checkContext.isSink() ? List.of() : checkContext.sourceOffsets().offsets();
        if (offsets.isEmpty()) {
            return List.of();
        }
        List<ConnectorOffset> lost = checkContext.family().ofTarget().stream()
                .flatMap(family -> offsets.stream().filter(offset -> isLost(checkContext, family, offset)))
                .toList();
        if (!lost.isEmpty()) {
            return List.of(notAskedFor(checkContext, lost, offsets.size()));
        }
        boolean known = checkContext
                .family()
                .ofTarget()
                .filter(family -> offsets.stream()
                        .anyMatch(offset -> family.asksFor(checkContext.targetConfig(), offset.partition())
                                .isPresent()))
                .isPresent();
        return known ? List.of() : ofUnknown(checkContext);
    }

    /** An offset that the source does not ask for either is of an earlier config. */
    private static boolean isLost(CheckContext checkContext, ConnectorFamily family, ConnectorOffset offset) {
        ConnectorConfig source = checkContext.sourceConnector().config();
        Optional<Boolean> before =
                checkContext.family().ofSource().flatMap(own -> own.asksFor(source, offset.partition()));
        Optional<Boolean> then = family.asksFor(checkContext.targetConfig(), offset.partition());
        return !then.orElse(true) && before.orElse(true);
    }

    private static Problem notAskedFor(CheckContext checkContext, List<ConnectorOffset> lost, int all) {
        return Problem.error(
                ProblemCode.IDENTITY_CHANGED,
                "the config of '" + checkContext.connector() + "' for " + checkContext.targetCluster()
                        + " does not ask for "
                        + lost.size()
                        + " of its " + all + " partitions, such as "
                        + lost.get(0).partition()
                        + ": there it would start from scratch",
                "Leave the settings that name the server, cluster, table, file or topic as they are, or let the plan accept"
                        + " that everything is read again");
    }

    /** Of a class that nothing is known of, a value that is in a partition and is changed is taken for its origin. */
    private static List<Problem> ofUnknown(CheckContext checkContext) {
        Set<String> keys = new Origin(checkContext.sourceConnector().config(), checkContext.sourceOffsets())
                .changedIn(checkContext.targetConfig());
        return keys.isEmpty() ? List.of() : List.of(changed(checkContext, keys));
    }

    private static Problem changed(CheckContext checkContext, Set<String> keys) {
        return Problem.error(
                ProblemCode.IDENTITY_CHANGED,
                "the plan changes " + String.join(", ", keys) + " of '" + checkContext.connector()
                        + "', whose value is in its partitions: the connector would most likely look for others and start from"
                        + " scratch",
                "Leave these settings as they are; if the connector does not make its partitions of them, let the plan accept"
                        + " it, or add a ConnectorFamily that says so");
    }
}
