package io.connectmigrator.migration.internal.connector;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.connect.Plugin;
import io.connectmigrator.internal.Lazy;
import io.connectmigrator.migration.internal.schema.ComparedConverter;
import io.connectmigrator.migration.internal.schema.ConverterComparison;
import io.connectmigrator.migration.internal.schema.SchemaMove;
import io.connectmigrator.report.SchemaComparison;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is found about the converters of a connector and the schemas of its topics, once for all checks. */
public final class SchemaFacts {

    private final CheckContext checkContext;
    private final Lazy<List<ComparedConverter>> converters;
    private boolean compared;

    SchemaFacts(CheckContext checkContext) {
        this.checkContext = checkContext;
        this.converters = new Lazy<>(this::compare);
    }

    /** {@return each converter of the target's config that asks a registry} */
    public List<ComparedConverter> converters() {
        return converters.get();
    }

    /** {@return the same as it is reported; nothing if no check has asked} */
    public List<SchemaComparison> reported() {
        return compared
                ? converters.get().stream().map(ComparedConverter::reported).toList()
                : List.of();
    }

    private List<ComparedConverter> compare() {
        ClusterFacts source = checkContext.sourceCluster();
        ClusterFacts target = checkContext.targetCluster();
        Lazy<Set<String>> topics = new Lazy<>(this::topics);
        List<ComparedConverter> found = ConverterComparison.all(new SchemaMove(
                source.toString(),
                target.toString(),
                checkContext.isSink(),
                checkContext.sourceConnector().config(),
                checkContext.targetConfig(),
                source.schemas(),
                target.schemas(),
                topics,
                new Lazy<>(this::positions),
                this::versionOnTarget,
                checkContext::writesToTwoKafkaClusters));
        compared = true;
        return found;
    }

    /** What a sink reads is in its config, unless that has a pattern. */
    private Set<String> topics() {
        Set<String> topics = new TreeSet<>();
        if (checkContext.isSink()) {
            ConnectorConfig config = checkContext.targetConfig();
            // What a placeholder stands for is not known; the others are not all.
            if (!config.getOrDefault("topics", "").contains("${")) {
                topics.addAll(ConnectorTopics.named(config));
            }
            topics.addAll(positions().keySet());
        }
        if (topics.isEmpty()) {
            topics.addAll(checkContext.sourceCluster().topics(checkContext.connector()));
        }
        return topics;
    }

    private Map<String, Map<Integer, Long>> positions() {
        return checkContext.isSink() ? ConnectorTopics.readNext(checkContext.sourceOffsets()) : Map.of();
    }

    private @Nullable String versionOnTarget(String className) {
        return checkContext.targetCluster().converters().stream()
                .filter(plugin -> plugin.className().equals(className))
                .map(Plugin::version)
                .filter(version -> version != null && !version.equals("undefined"))
                .collect(Collectors.collectingAndThen(
                        Collectors.toList(), versions -> versions.isEmpty() ? null : versions.get(0)));
    }
}
