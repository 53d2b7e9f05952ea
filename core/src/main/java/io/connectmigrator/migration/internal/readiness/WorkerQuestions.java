package io.connectmigrator.migration.internal.readiness;

import io.connectmigrator.lint.LintedConnector;
import io.connectmigrator.migration.internal.connector.CheckContext;
import io.connectmigrator.migration.internal.connector.ClusterFacts;
import io.connectmigrator.migration.internal.connector.CopyOffsets;
import io.connectmigrator.migration.internal.schema.ConverterConfig;
import io.connectmigrator.readiness.Evidence;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How the workers of both sides are configured, and of which version they are. */
final class WorkerQuestions {

    private static final Pattern OVERRIDE = Pattern.compile("(producer|consumer|admin)\\.override\\..+");

    private WorkerQuestions() {}

    static Optional<Finding> inherited(ReviewedConnector connector) {
        Set<String> inherited = ConverterConfig.inherited(connector.targetConfig());
        return Optional.of(
                inherited.isEmpty()
                        ? Finding.tested(connector.seen("the config has its converters"))
                        : Finding.unknown(
                                "put " + String.join(", ", inherited) + " into the config",
                                connector.seen("the config leaves " + String.join(", ", inherited)
                                        + " to the properties of the workers")));
    }

    /** Nothing is created: workers tell it when they validate a config that asks for it. */
    static Optional<Finding> exactlyOnce(ReviewedConnector connector) {
        if (connector.isSink()) {
            return Optional.empty();
        }
        LintedConnector linted = connector.checkContext().configs().linted();
        Optional<Boolean> source = linted.sourceWorkers().exactlyOnce();
        Optional<Boolean> target = linted.targetWorkers().exactlyOnce();
        Evidence here = connector.seenOnSource("exactly-once support: " + inWords(source));
        Evidence there = connector.seenOnTarget("exactly-once support: " + inWords(target));
        if (source.isEmpty() || target.isEmpty()) {
            return Optional.of(Finding.unknown("", here, there));
        }
        if (source.equals(target)) {
            return Optional.of(Finding.tested(here, there));
        }
        String remedy = "set exactly.once.source.support alike on both sides";
        return Optional.of(
                source.get() ? Finding.contradicted(remedy, here, there) : Finding.known(remedy, here, there));
    }

    private static String inWords(Optional<Boolean> enabled) {
        return enabled.map(yes -> yes ? "enabled" : "not enabled").orElse("not known");
    }

    static Optional<Finding> overrides(ReviewedConnector connector) {
        List<String> keys = connector.targetConfig().keys().stream()
                .filter(key -> OVERRIDE.matcher(key).matches())
                .toList();
        if (keys.isEmpty()) {
            return Optional.empty();
        }
        Optional<Boolean> allowed =
                connector.checkContext().configs().linted().targetWorkers().overrides();
        Evidence evidence = connector.seenOnTarget(String.join(", ", keys)
                + allowed.map(yes -> yes ? " are allowed" : " are not allowed").orElse(": not known whether allowed"));
        return Optional.of(allowed.map(yes -> yes
                        ? Finding.tested(evidence)
                        : Finding.contradicted(
                                "set connector.client.config.override.policy=All on the workers of the target",
                                evidence))
                .orElseGet(() -> Finding.unknown("", evidence)));
    }

    /** Only those transports need to know the topics of the workers that read or write them. */
    static Optional<Finding> internalTopics(ReviewedConnector connector) {
        CheckContext checkContext = connector.checkContext();
        List<CopyOffsets> given = Stream.of(
                        checkContext.source().offsets(), checkContext.target().offsets())
                .filter(offsets -> offsets.given().isPresent())
                .toList();
        if (given.isEmpty()) {
            return Optional.empty();
        }
        List<Evidence> evidence = given.stream()
                .map(offsets -> connector.seen(
                        "offsets of " + offsets.owner() + ": " + offsets.given().orElseThrow()))
                .toList();
        boolean located = given.stream()
                .allMatch(offsets -> offsets.given()
                        .flatMap(transport -> transport.location(offsets.owner()))
                        .isPresent());
        return Optional.of(
                located
                        ? new Finding(Finding.Kind.SEEN, 2, evidence, "")
                        : new Finding(
                                Finding.Kind.SEEN, 1, evidence, "use transports that know the location of offsets"));
    }

    static Optional<Finding> versions(ReviewedConnector connector) {
        ClusterFacts source = connector.checkContext().sourceCluster();
        ClusterFacts target = connector.checkContext().targetCluster();
        return Optional.of(Finding.known(
                "",
                connector.seenOnSource("workers of version " + source.worker().version()),
                connector.seenOnTarget("workers of version " + target.worker().version())));
    }
}
