package io.connectmigrator.migration.internal.check;

import io.connectmigrator.migration.internal.connector.CheckContext;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The workers of the target must replace the placeholders in the config. Where they have no provider of that name they leave the
 * text as it is, and the connector runs with that. A worker before 4.4 shows it in its answer to a validation.
 */
final class PlaceholdersCheck implements Check {

    private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+).*");

    @Override
    public List<Problem> examine(CheckContext checkContext) {
        if (!checkContext.configs().canBeValidated()
                || showsPlaceholders(checkContext.targetCluster().worker().version())) {
            return List.of();
        }
        Set<String> unresolved =
                new TreeSet<>(checkContext.configs().targetValidation().unresolvedKeys());
        if (unresolved.isEmpty()) {
            return List.of();
        }
        return List.of(Problem.error(
                ProblemCode.PLACEHOLDER_UNRESOLVED,
                checkContext.targetCluster() + " leaves the placeholders of '" + checkContext.connector() + "' in "
                        + String.join(", ", unresolved) + " as they are: its workers have no such config provider",
                "Give the workers of " + checkContext.targetCluster()
                        + " the provider (config.providers), or the config other" + " values with config(…)"));
    }

    /** Since 4.4 no worker shows what a placeholder stands for. */
    private static boolean showsPlaceholders(String version) {
        Matcher numbers = VERSION.matcher(version);
        if (!numbers.matches()) {
            return true;
        }
        int major = Integer.parseInt(numbers.group(1));
        return major > 4 || (major == 4 && Integer.parseInt(numbers.group(2)) >= 4);
    }
}
