package io.connectmigrator.migration.internal.check;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.connect.ConnectorInfo;
import io.connectmigrator.migration.internal.connector.CheckContext;
import io.connectmigrator.migration.internal.connector.GroupSharing;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * What the configs of MirrorMaker's connectors on both Connect clusters mean for a sink that comes to another Kafka cluster. A MirrorMaker
 * in processes of its own is not seen.
 */
final class MirrorConfigCheck implements Check {

    private static final String BYTES = "org.apache.kafka.connect.converters.ByteArrayConverter";
    private static final String EXCLUDED_GROUPS = "console-consumer-.*,connect-.*,__.*";
    private static final String COMMITTED = "read_committed";

    @Override
    public List<Problem> examine(CheckContext checkContext) {
        if (!checkContext.isSink() || checkContext.crossing().isEmpty()) {
            return List.of();
        }
        List<Problem> problems = new ArrayList<>();
        Stream.of(checkContext.sourceCluster(), checkContext.targetCluster())
                .flatMap(cluster -> cluster.connectors().stream())
                .forEach(connector -> {
                    if (isOf(connector, "MirrorSourceConnector")) {
                        copies(checkContext, connector, problems);
                    } else if (isOf(connector, "MirrorCheckpointConnector")) {
                        syncs(checkContext, connector, problems);
                    }
                });
        return problems;
    }

    private static boolean isOf(ConnectorInfo connector, String simpleName) {
        String className = connector.config().getOrDefault("connector.class", "");
        return className.substring(className.lastIndexOf('.') + 1).equals(simpleName);
    }

    private static void copies(CheckContext checkContext, ConnectorInfo mirror, List<Problem> problems) {
        ConnectorConfig config = mirror.config();
        if (!config.getOrDefault("transforms", "").isBlank()) {
            problems.add(problem(
                    mirror,
                    "has transforms: copies that differ from their records are not found, and records that it drops are"
                            + " taken for such that are yet to come",
                    "Let it copy records as they are"));
        }
        if (!config.getOrDefault("header.converter", "").equals(BYTES)) {
            problems.add(problem(
                    mirror,
                    "may make Base64 text of the values of headers, as long as its workers do not have " + BYTES
                            + " as header.converter: the sink then reads other values in the copies",
                    "Set header.converter of the mirror to " + BYTES));
        }
        boolean sinkReadsCommitted = checkContext
                .targetConfig()
                .getOrDefault("consumer.override.isolation.level", "")
                .equals(COMMITTED);
        boolean mirrorReadsCommitted = Stream.of("source.consumer.", "consumer.", "source.cluster.consumer.")
                .anyMatch(prefix ->
                        config.getOrDefault(prefix + "isolation.level", "").equals(COMMITTED));
        if (sinkReadsCommitted && !mirrorReadsCommitted) {
            problems.add(problem(
                    mirror,
                    "copies records of aborted transactions too, as if they had been committed: the sink, which reads committed"
                            + " ones only, reads those for the first time behind its move",
                    "Set consumer.isolation.level=read_committed for the mirror before it copies"));
        }
    }

    private static void syncs(CheckContext checkContext, ConnectorInfo mirror, List<Problem> problems) {
        ConnectorConfig config = mirror.config();
        String group = GroupSharing.group(checkContext.sourceOwner());
        boolean isSynced =
                config.getOrDefault("sync.group.offsets.enabled", "false").equals("true")
                        && matches(config.getOrDefault("groups", ".*"), group)
                        && !matches(config.getOrDefault("groups.exclude", EXCLUDED_GROUPS), group);
        if (isSynced) {
            problems.add(Problem.warning(
                    ProblemCode.MIRROR_GROUP_EXISTS,
                    "'" + mirror.name() + "' writes offsets of the group '" + group
                            + "' to the target (sync.group.offsets.enabled), and may overwrite those that are translated, until the"
                            + " sink runs there (KAFKA-19794)",
                    "Add the group to groups.exclude of the mirror before the move"));
        }
    }

    private static Problem problem(ConnectorInfo mirror, String what, String remedy) {
        return Problem.warning(
                ProblemCode.MIRROR_CONFIG,
                "'" + mirror.name() + "', which may mirror the topics of the sink, " + what,
                remedy);
    }

    private static boolean matches(String patterns, String group) {
        return Stream.of(patterns.split(",", -1)).map(String::strip).anyMatch(pattern -> {
            try {
                return Pattern.matches(pattern, group);
            } catch (PatternSyntaxException e) {
                return false;
            }
        });
    }
}
