package io.connectmigrator.lint;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.connect.ConnectorType;
import io.connectmigrator.report.DuplicateRule;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import io.connectmigrator.report.Severity;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A connector that is to be moved, as the rules see it.
 *
 * @param name its name on the source
 * @param type source or sink
 * @param source its config on the source
 * @param target its config on the target
 * @param sourceWorkers what the workers of the source tell
 * @param targetWorkers what the workers of the target tell
 * @param stopTimeout how long the migrator waits for its tasks to stop
 */
public record LintedConnector(
        String name,
        ConnectorType type,
        ConnectorConfig source,
        ConnectorConfig target,
        WorkerSettings sourceWorkers,
        WorkerSettings targetWorkers,
        Duration stopTimeout) {

    boolean isSource() {
        return type == ConnectorType.SOURCE;
    }

    boolean isSink() {
        return type == ConnectorType.SINK;
    }

    /** {@return what the target gets for a key, in lower case; empty if it gets nothing} */
    String gets(String key) {
        return in(target, key);
    }

    /** {@return what the target gets for a key, if that is a number} */
    Optional<Long> number(String key) {
        try {
            return Optional.of(Long.parseLong(gets(key)));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** {@return whether the plan changes a setting} */
    boolean changes(String key, String defaultValue) {
        String before = in(source, key);
        String then = in(target, key);
        return !(before.isEmpty() ? defaultValue : before).equals(then.isEmpty() ? defaultValue : then);
    }

    boolean isOneOf(String key, String... values) {
        return Set.of(values).contains(gets(key));
    }

    Problem error(DuplicateRule rule, String message, String remedy) {
        return problem(rule, Severity.ERROR, message, remedy);
    }

    Problem warning(DuplicateRule rule, String message, String remedy) {
        return problem(rule, Severity.WARNING, message, remedy);
    }

    /** The message is the predicate of a sentence whose subject is the connector; neither text has a value of the config. */
    private Problem problem(DuplicateRule rule, Severity severity, String message, String remedy) {
        return new Problem(ProblemCode.DUPLICATE_RISK, severity, "connector '" + name + "' " + message, remedy, rule);
    }

    /** {@return how an override of a client is set, where workers may forbid that it is one of the connector} */
    String override(String prefix, String key, String value) {
        return targetWorkers.refusesOverrides()
                ? "Set " + prefix + "." + key + "=" + value
                        + " in the properties of the workers of the target, which let"
                        + " no connector override it (connector.client.config.override.policy)"
                : "Set config(\"" + prefix + ".override." + key + "\", \"" + value + "\")";
    }

    private static String in(ConnectorConfig config, String key) {
        return config.getOrDefault(key, "").strip().toLowerCase(Locale.ROOT);
    }

    /** {@return its name; never its configs} */
    @Override
    public String toString() {
        return "connector '" + name + "'";
    }
}
