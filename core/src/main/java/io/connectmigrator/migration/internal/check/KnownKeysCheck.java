package io.connectmigrator.migration.internal.check;

import io.connectmigrator.connect.ConnectClientException;
import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.migration.internal.connector.CheckContext;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A setting that the plugins of the target do not know is ignored there; those of the source may have obeyed it. */
final class KnownKeysCheck implements Check {

    private static final List<String> CONVERTERS = List.of("key.converter.", "value.converter.", "header.converter.");

    @Override
    public List<Problem> examine(CheckContext checkContext) {
        if (!checkContext.configs().canBeValidated()) {
            return List.of();
        }
        Set<String> ignored = new TreeSet<>(checkContext.targetConfig().keys());
        Set<String> known = checkContext.configs().targetValidation().knownKeys();
        ignored.removeAll(known);
        ignored.removeIf(key -> isOfUndefinedConverter(key, known));
        ignored.retainAll(checkContext.sourceConnector().config().keys());
        if (!ignored.isEmpty()) {
            ignored.retainAll(knownToSource(checkContext));
        }
        if (ignored.isEmpty()) {
            return List.of();
        }
        return List.of(Problem.warning(
                ProblemCode.SETTING_UNKNOWN,
                "the plugins of " + checkContext.targetCluster() + " do not know " + String.join(", ", ignored)
                        + " of '"
                        + checkContext.connector() + "', which those of " + checkContext.sourceCluster()
                        + " do: there they are ignored",
                "Look up what has taken their place in the version that the target has, and set it with config(…)"));
    }

    /** Workers before 3.8 do not tell what settings a converter has; it obeys them nevertheless. */
    private static boolean isOfUndefinedConverter(String key, Set<String> known) {
        return CONVERTERS.stream()
                .filter(key::startsWith)
                .anyMatch(converter -> known.stream().noneMatch(each -> each.startsWith(converter)));
    }

    /** A mask is no password: a validation with it may lock an account. */
    private static Set<String> knownToSource(CheckContext checkContext) {
        ConnectorConfig config = checkContext.sourceConnector().config();
        if (!config.maskedKeys().isEmpty() || !config.nullKeys().isEmpty()) {
            return Set.of();
        }
        try {
            return checkContext.configs().sourceValidation().knownKeys();
        } catch (ConnectClientException e) {
            return Set.of();
        }
    }
}
