package io.connectmigrator.family;

import static io.connectmigrator.family.Conditions.changes;
import static io.connectmigrator.family.Conditions.changesTransformsOr;
import static io.connectmigrator.family.Conditions.toAnotherKafka;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.report.ProblemCode;
import java.util.List;
import java.util.Set;

/** Writes objects whose names have the offset of their first record. */
final class S3Sink extends DescribedFamily {

    private static final String AIVEN = "io.aiven.kafka.connect.s3.AivenKafkaConnectS3SinkConnector";
    private static final Setting ROTATION = Setting.of("rotate.schedule.interval.ms");
    private static final Setting TEMPLATE =
            Setting.of("file.name.template").orDefault("{{topic}}-{{partition}}-{{start_offset}}");

    S3Sink() {
        super(
                "S3 sink",
                Set.of("io.confluent.connect.s3.S3SinkConnector", AIVEN),
                List.of(
                        RedeliveryRisk.of(
                                move -> Settings.number(ROTATION.text(move.targetConfig()))
                                                .orElse(0L)
                                        > 0,
                                "closes files by the clock (rotate.schedule.interval.ms), so that the same records may be in"
                                        + " files of other names",
                                "Let it close files by offsets or by the time of records:"
                                        + " config(\"rotate.schedule.interval.ms\", \"-1\")"),
                        Rule.error(
                                ProblemCode.STATE_CHANGED,
                                toAnotherKafka()
                                        .and(move -> namesOffsets(move.targetConfig()))
                                        .and(changesTransformsOr("s3.bucket.name")
                                                .or(changes(
                                                        Setting.of("topics.dir").orDefault("topics")))
                                                .or(changes(Setting.of("aws.s3.bucket.name", "aws_s3_bucket")))
                                                .or(changes(Setting.of("aws.s3.prefix", "aws_s3_prefix")))
                                                .or(changes(TEMPLATE))
                                                .negate()),
                                "names its objects by topic, partition and first offset: with the offsets of another Kafka cluster it"
                                        + " overwrites objects of the source",
                                "Give it another bucket or prefix for the target (topics.dir, or aws.s3.prefix)")));
    }

    private static boolean namesOffsets(ConnectorConfig config) {
        String className = config.className();
        boolean aiven = className != null && ClassNames.anyHasName(Set.of(AIVEN), className);
        return !aiven || TEMPLATE.text(config).contains("start_offset");
    }

    @Override
    public List<String> stateElsewhere(ConnectorConfig config) {
        return List.of("the offsets in the names of its objects");
    }
}
