package io.connectmigrator.family;

import static io.connectmigrator.family.Conditions.changesTransformsOr;
import static io.connectmigrator.family.Conditions.sourceHas;
import static io.connectmigrator.family.Conditions.toAnotherKafka;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Writes rows through channels or staged files in Snowflake, which store the last offset. Stages and pipes, and from version 4
 * on channels, are named after the connector.
 */
final class SnowflakeSink extends DescribedFamily {

    private static final String STREAMING = "com.snowflake.kafka.connector.SnowflakeStreamingSinkConnector";

    private static final Setting METHOD =
            Setting.of("snowflake.ingestion.method").orDefault("snowpipe");

    SnowflakeSink() {
        super(
                "Snowflake sink",
                Set.of("com.snowflake.kafka.connector.SnowflakeSinkConnector", STREAMING),
                List.of(
                        Rule.error(
                                ProblemCode.STATE_CHANGED,
                                move -> move.renames() && isStreaming(move.sourceConfig()),
                                "gets another name, after which its channels are called: new channels do not know which"
                                        + " rows the old ones have taken since the last commit",
                                "Leave the name as it is"),
                        Rule.error(
                                ProblemCode.STATE_CHANGED,
                                sourceHas("snowflake.ingestion.method", "snowpipe", "snowpipe")
                                        .and(move -> move.renames() && !isStreaming(move.sourceConfig())),
                                "gets another name, after which its stages and pipes are called: staged files that are not"
                                        + " yet loaded stay behind",
                                "Leave the name as it is"),
                        Rule.error(
                                ProblemCode.STATE_CHANGED,
                                toAnotherKafka()
                                        .and(changesTransformsOr(
                                                        "snowflake.topic2table.map",
                                                        "snowflake.database.name",
                                                        "snowflake.schema.name")
                                                .negate()),
                                "goes on from the offset that Snowflake knows, which is one of the Kafka cluster of the"
                                        + " source: records of another one below that are left out",
                                "Give it other tables for the target, such as by snowflake.topic2table.map")));
    }

    private static boolean isStreaming(ConnectorConfig config) {
        String className = config.className();
        return className != null && ClassNames.anyHasName(Set.of(STREAMING), className);
    }

    @Override
    public List<String> stateElsewhere(ConnectorConfig config) {
        return List.of("the offset tokens of its channels");
    }

    @Override
    Stream<Problem> findings(FamilyMerge merge) {
        return merge.members().values().stream().anyMatch(SnowflakeSink::isBoundToName)
                ? Stream.of(newName("'" + merge.connector() + "'"))
                : Stream.empty();
    }

    @Override
    Stream<Problem> findings(FamilySplit split) {
        List<String> renamed = split.children().keySet().stream()
                .filter(child -> !child.equals(split.connector()))
                .toList();
        return renamed.isEmpty() || !isBoundToName(split.config())
                ? Stream.empty()
                : Stream.of(newName(Members.named(renamed)));
    }

    private Problem newName(String connectors) {
        return Problem.error(
                ProblemCode.STATE_CHANGED,
                connectors + " (" + name()
                        + ") would have channels, or stages and pipes, of another name: new ones do not know what the"
                        + " old ones have taken since the last commit, and staged files that are not yet loaded stay behind",
                "Move it as it is, under its name");
    }

    private static boolean isBoundToName(ConnectorConfig config) {
        return isStreaming(config) || METHOD.text(config).equalsIgnoreCase("snowpipe");
    }
}
