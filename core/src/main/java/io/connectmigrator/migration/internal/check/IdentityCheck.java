package io.connectmigrator.migration.internal.check;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.family.ConnectorFamily;
import io.connectmigrator.migration.internal.connector.CheckContext;
import io.connectmigrator.migration.internal.connector.Origin;
import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The config for the target must ask for the partitions whose offsets are moved: a source finds an offset by its partition, which it
 * makes of its config. If the plan changes offsets, what counts is what the target is given.
 */
final class IdentityCheck implements Check {

    @Override
    public List<Problem> examine(CheckContext checkContext) {
        if (checkContext.isSink() || checkContext.sourceOffsets().offsets().isEmpty()) {
            return List.of();
        }
        List<ConnectorOffset> given = checkContext.given().offsets().offsets();
        List<ConnectorOffset> lost = checkContext
                .family()
                .ofTarget()
                .map(family -> lost(checkContext, family, given))
                .orElse(List.of());
        if (!lost.isEmpty()) {
            return List.of(notAskedFor(checkContext, lost, given.size()));
        }
        boolean known = checkContext
                .family()
                .ofTarget()
                .filter(family -> given.stream()
                        .anyMatch(offset -> family.asksFor(checkContext.targetConfig(), offset.partition())
                                .isPresent()))
                .isPresent();
        return known ? List.of() : ofUnknown(checkContext);
    }

    /** An offset that the source does not ask for either is of an earlier config. */
    private static List<ConnectorOffset> lost(
            CheckContext checkContext, ConnectorFamily family, List<ConnectorOffset> given) {
        List<ConnectorOffset> before = checkContext.given().share().offsets();
        ConnectorConfig config = checkContext.targetConfig();
        return IntStream.range(0, given.size())
                .filter(i -> isAskedForBySource(checkContext, before.get(i)))
                .mapToObj(given::get)
                .filter(offset -> !family.asksFor(config, offset.partition()).orElse(true))
                .toList();
    }

    private static boolean isAskedForBySource(CheckContext checkContext, ConnectorOffset offset) {
        ConnectorConfig config = checkContext.sourceConnector().config();
        return checkContext
                .family()
                .ofSource()
                .flatMap(family -> family.asksFor(config, offset.partition()))
                .orElse(true);
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
                "Leave the settings that name the server, cluster, table, file or topic as they are, change the partitions along"
                        + " with them (transformOffsets), or let the plan accept that everything is read again");
    }

    /** Of a class that nothing is known of, a value that is in a partition and is changed is taken for its origin. */
    private static List<Problem> ofUnknown(CheckContext checkContext) {
        Origin origin = new Origin(
                checkContext.sourceConnector().config(), checkContext.given().share());
        boolean isTransformed = !checkContext
                .given()
                .offsets()
                .diff(checkContext.given().share())
                .isEmpty();
        Set<String> keys = isTransformed
                ? origin.missingIn(new Origin(
                        checkContext.targetConfig(), checkContext.given().offsets()))
                : origin.changedIn(checkContext.targetConfig());
        if (keys.isEmpty()) {
            return List.of();
        }
        return List.of(isTransformed ? notChangedAlike(checkContext, keys) : changed(checkContext, keys));
    }

    private static Problem notChangedAlike(CheckContext checkContext, Set<String> keys) {
        return Problem.error(
                ProblemCode.IDENTITY_CHANGED,
                "the plan changes the partitions of '" + checkContext.connector()
                        + "', in which the value that it has on the target for " + String.join(", ", keys)
                        + " then no longer is: the connector would most likely look for others and start from scratch",
                "Change the config and the partitions alike; if the connector does not make its partitions of these settings,"
                        + " let the plan accept it, or add a ConnectorFamily that says so");
    }

    private static Problem changed(CheckContext checkContext, Set<String> keys) {
        return Problem.error(
                ProblemCode.IDENTITY_CHANGED,
                "the plan changes " + String.join(", ", keys) + " of '" + checkContext.connector()
                        + "', whose value is in its partitions: the connector would most likely look for others and start from"
                        + " scratch",
                "Leave these settings as they are, or change the partitions along with them (transformOffsets); if the connector does not make its partitions of them, let the plan accept"
                        + " it, or add a ConnectorFamily that says so");
    }
}
