package io.connectmigrator.migration.internal.readiness;

import io.connectmigrator.connect.ConnectClientException;
import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.connect.FieldErrors;
import io.connectmigrator.migration.internal.connector.CheckContext;
import io.connectmigrator.migration.internal.connector.ClusterFacts;
import io.connectmigrator.migration.internal.connector.ConnectorPlugin;
import io.connectmigrator.readiness.Evidence;
import io.connectmigrator.report.ProblemCode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a connector needs to be let in. Names keys, never values. */
final class SecurityQuestions {

    /** The plugins whose validation connects to the system. */
    private static final List<String> CONNECTING = List.of(
            "io.debezium.connector.",
            "com.mongodb.kafka.connect.",
            "com.snowflake.",
            "io.confluent.connect.elasticsearch.");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{[^}]+:[^}]*}");
    private static final Pattern HOST =
            Pattern.compile("(?i).*(host|port|url|uri|server|endpoint|address|connection).*");

    private SecurityQuestions() {}

    static Optional<Finding> secrets(ReviewedConnector connector) {
        CheckContext checkContext = connector.checkContext();
        ConnectorConfig config = connector.targetConfig();
        if (!config.maskedKeys().isEmpty()) {
            return Optional.of(Finding.contradicted(
                    "supply the values with config(…) or configFrom(…)",
                    connector.seenOnSource("masks in place of values: " + String.join(", ", config.maskedKeys()))));
        }
        if (!checkContext.configs().canBeValidated()) {
            return Optional.of(Finding.failed(
                    "install the plugin on the target, and give null keys a value",
                    connector.seenOnTarget("the config cannot be validated")));
        }
        Set<String> secrets =
                new TreeSet<>(checkContext.configs().targetValidation().passwordKeys());
        secrets.retainAll(config.keys());
        Set<String> literal = new TreeSet<>(secrets);
        literal.removeIf(
                key -> PLACEHOLDER.matcher(config.getOrDefault(key, "")).find()
                        || config.getOrDefault(key, "").isEmpty());
        return Optional.of(connector
                .problem(ProblemCode.PLACEHOLDER_UNRESOLVED)
                .map(problem -> Finding.contradicted(problem.remedy(), connector.seenOnTarget(problem.message())))
                .orElseGet(() -> judged(connector, secrets, literal)));
    }

    private static Finding judged(ReviewedConnector connector, Set<String> secrets, Set<String> literal) {
        if (!literal.isEmpty()) {
            return Finding.known(
                    "put placeholders of a config provider in place of the values",
                    connector.seen("values that are written out: " + String.join(", ", literal)));
        }
        return Finding.tested(connector.seenOnTarget(
                secrets.isEmpty()
                        ? "the config has no passwords"
                        : "placeholders that were resolved in a validation: " + String.join(", ", secrets)));
    }

    static Optional<Finding> outside(ReviewedConnector connector) {
        CheckContext checkContext = connector.checkContext();
        if (!checkContext.configs().canBeValidated()) {
            return Optional.of(Finding.failed(
                    "install the plugin on the target, and supply the values that are masked or null",
                    connector.seenOnTarget("the config cannot be validated")));
        }
        List<String> unreached = checkContext.configs().targetValidation().errors().stream()
                .map(FieldErrors::field)
                .filter(key -> HOST.matcher(key).matches() && !key.contains(".override."))
                .toList();
        if (!unreached.isEmpty()) {
            return Optional.of(Finding.contradicted(
                    "open the route, or change the setting",
                    connector.seenOnTarget("errors of a validation at " + String.join(", ", unreached))));
        }
        String name = ConnectorPlugin.className(connector.targetConfig());
        boolean connects = CONNECTING.stream().anyMatch(name::startsWith);
        Evidence valid = connector.seenOnTarget(
                connects
                        ? "a validation has connected from the worker"
                        : "a validation finds no error, and need not have connected");
        return Optional.of(
                connects && checkContext.configs().targetValidation().isValid()
                        ? Finding.tested(valid)
                        : Finding.known("", valid));
    }

    static Optional<Finding> rest(ReviewedConnector connector) {
        ClusterFacts source = connector.checkContext().sourceCluster();
        ClusterFacts target = connector.checkContext().targetCluster();
        Evidence here = connector.seenOnSource(access(source));
        Evidence there = connector.seenOnTarget(access(target));
        if (!Stream.of(source, target).allMatch(SecurityQuestions::isEncrypted)) {
            return Optional.of(Finding.known("use HTTPS", here, there));
        }
        return Optional.of(
                Stream.of(source, target)
                                .allMatch(cluster -> asksForCredentials(cluster).orElse(false))
                        ? Finding.tested(here, there)
                        : Finding.known("let both sides ask for credentials", here, there));
    }

    private static String access(ClusterFacts cluster) {
        return "answers at " + cluster.urls().size() + " URL(s), " + scheme(cluster) + ", "
                + asksForCredentials(cluster)
                        .map(asks -> asks ? "only with credentials" : "also without credentials")
                        .orElse("not known whether only with credentials");
    }

    /** {@return whether requests without credentials are refused; empty if the answer is another error} */
    private static Optional<Boolean> asksForCredentials(ClusterFacts cluster) {
        try {
            return Optional.of(cluster.asksForCredentials());
        } catch (ConnectClientException e) {
            return Optional.empty();
        }
    }

    private static String scheme(ClusterFacts cluster) {
        return isEncrypted(cluster) ? "over HTTPS" : "not over HTTPS";
    }

    private static boolean isEncrypted(ClusterFacts cluster) {
        return cluster.urls().stream().allMatch(url -> "https".equalsIgnoreCase(url.getScheme()));
    }
}
