package io.connectmigrator.migration.internal.schema;

import io.connectmigrator.connect.ConnectorConfig;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the comparison of schemas needs to know of a connector.
 *
 * @param from the name of the source cluster
 * @param to the name of the target cluster
 * @param reads whether it is a sink
 * @param topics the topics that it is known to use
 * @param positions by topic and partition, the offset that a sink reads next
 * @param versionOnTarget the version of a plugin on the target, or null if it is not known
 * @param onTwoKafkaClusters whether the target stands on another Kafka cluster
 */
public record SchemaMove(
        String from,
        String to,
        boolean reads,
        ConnectorConfig sourceConfig,
        ConnectorConfig targetConfig,
        ClusterSchemas source,
        ClusterSchemas target,
        Supplier<Set<String>> topics,
        Supplier<Map<String, Map<Integer, Long>>> positions,
        Function<String, @Nullable String> versionOnTarget,
        Supplier<Boolean> onTwoKafkaClusters) {}
