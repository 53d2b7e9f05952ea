package io.connectmigrator.migration.internal.readiness;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.connect.Plugin;
import io.connectmigrator.migration.internal.connector.ClusterFacts;
import io.connectmigrator.migration.internal.connector.ConnectorPlugin;
import io.connectmigrator.readiness.Evidence;
import io.connectmigrator.report.ProblemCode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The classes that a connector needs on both sides, and whose they are. */
final class PluginQuestions {

    private static final Pattern PART =
            Pattern.compile("(transforms|predicates)\\.[^.]+\\.type|(key|value|header)\\.converter");
    private static final String NO_VERSION = "undefined";
    private static final Set<String> CONNECTORS = Set.of("source", "sink");

    private PluginQuestions() {}

    static Optional<Finding> versions(ReviewedConnector connector) {
        Optional<Plugin> source =
                ConnectorPlugin.find(connector.checkContext().sourceCluster(), connector.sourceConfig());
        Optional<Plugin> target =
                ConnectorPlugin.find(connector.checkContext().targetCluster(), connector.targetConfig());
        Evidence there = connector.seenOnTarget(inWords(target));
        Evidence here = connector.seenOnSource(inWords(source));
        if (target.isEmpty()) {
            return Optional.of(Finding.contradicted(
                    "install " + ConnectorPlugin.className(connector.targetConfig()) + " on every worker of "
                            + connector.checkContext().targetCluster(),
                    here,
                    there));
        }
        String version = version(source);
        return Optional.of(
                version.equals(version(target)) && !version.equals(NO_VERSION)
                        ? Finding.tested(here, there)
                        : Finding.known("install the same version on both sides", here, there));
    }

    private static String inWords(Optional<Plugin> plugin) {
        return plugin.map(found -> found.className() + " " + version(plugin)).orElse("the plugin is absent");
    }

    private static String version(Optional<Plugin> plugin) {
        return plugin.map(Plugin::version).orElse(NO_VERSION);
    }

    static Optional<Finding> parts(ReviewedConnector connector) {
        ClusterFacts target = connector.checkContext().targetCluster();
        Set<String> classes = classes(connector.targetConfig());
        boolean listed = target.allPlugins().stream().anyMatch(plugin -> !CONNECTORS.contains(plugin.type()));
        List<String> absent = classes.stream()
                .filter(name -> listed && find(target, name).isEmpty())
                .toList();
        if (!absent.isEmpty()) {
            return Optional.of(Finding.contradicted(
                    "install them on every worker of " + target,
                    connector.seenOnTarget("the workers list no " + String.join(", ", absent))));
        }
        if (!connector.checkContext().configs().canBeValidated()) {
            return Optional.of(Finding.failed(
                    "install the plugin on the target, and supply the values that are masked or null",
                    connector.seenOnTarget("the config cannot be validated")));
        }
        if (!connector.checkContext().configs().targetValidation().isValid()) {
            return Optional.of(Finding.contradicted(
                    "change what the check finds invalid", connector.seenOnTarget("the config is not valid there")));
        }
        List<String> differing = classes.stream()
                .filter(name -> !listed || !hasOneVersion(connector, name))
                .toList();
        Evidence valid = connector.seenOnTarget("the config is valid there");
        return Optional.of(
                differing.isEmpty()
                        ? Finding.tested(valid, connector.seen(inWords(classes)))
                        : Finding.known(
                                "have the same versions on both sides, on workers of Kafka 3.2 or newer, which list them",
                                valid,
                                connector.seen("not known to be of one version on both sides: "
                                        + String.join(", ", differing))));
    }

    private static String inWords(Set<String> classes) {
        return classes.isEmpty()
                ? "the config names no other classes"
                : "of one version on both sides: " + String.join(", ", classes);
    }

    private static Set<String> classes(ConnectorConfig config) {
        return config.keys().stream()
                .filter(key -> PART.matcher(key).matches())
                .map(key -> config.getOrDefault(key, "").strip())
                .filter(name -> !name.isEmpty() && !name.contains("${"))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static boolean hasOneVersion(ReviewedConnector connector, String name) {
        Set<Optional<String>> versions = new LinkedHashSet<>();
        List<ClusterFacts> clusters = new ArrayList<>();
        clusters.add(connector.checkContext().sourceCluster());
        clusters.add(connector.checkContext().targetCluster());
        clusters.forEach(cluster ->
                versions.add(find(cluster, name).map(Plugin::version).filter(version -> !version.equals(NO_VERSION))));
        return versions.size() == 1 && !versions.contains(Optional.<String>empty());
    }

    /** Connect takes the full name of a class, and its simple name with or without its kind at the end. */
    private static Optional<Plugin> find(ClusterFacts cluster, String name) {
        return cluster.allPlugins().stream()
                .filter(plugin -> {
                    String simple =
                            plugin.className().substring(plugin.className().lastIndexOf('.') + 1);
                    return name.equals(plugin.className())
                            || name.equals(simple)
                            || simple.matches(Pattern.quote(name) + "(Converter|Transformation|Predicate)");
                })
                .findFirst();
    }

    static Optional<Finding> owner(ReviewedConnector connector) {
        return Optional.of(connector
                .checkContext()
                .family()
                .ofSource()
                .map(family -> Finding.tested(connector.seen("it is of the family " + family.name())))
                .orElseGet(() -> Finding.unknown(
                        "",
                        connector.seen(
                                "no family knows the class " + ConnectorPlugin.className(connector.sourceConfig())))));
    }

    /** Whether the target's converters ask registries that have the same schemas. */
    static Optional<Finding> schemas(ReviewedConnector connector) {
        List<Finding> findings = connector.checkContext().schemas().converters().stream()
                .map(converter -> SchemaAnswer.of(connector, converter))
                .toList();
        return connector
                .problem(
                        ProblemCode.SCHEMA_MISSING,
                        ProblemCode.SCHEMA_ID_CONFLICT,
                        ProblemCode.SCHEMA_NOT_WRITABLE,
                        ProblemCode.SCHEMA_WIRE_FORMAT)
                .map(problem -> Finding.contradicted(problem.remedy(), connector.seen(problem.message())))
                .or(() -> findings.stream().min((one, other) -> Integer.compare(one.score(), other.score())));
    }
}
