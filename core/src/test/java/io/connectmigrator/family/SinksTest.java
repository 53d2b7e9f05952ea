package io.connectmigrator.family;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What sinks keep outside of Kafka. */
class SinksTest {

    private static final String ERROR = "ERROR STATE_CHANGED";
    private static final String AIVEN_S3 = "io.aiven.kafka.connect.s3.AivenKafkaConnectS3SinkConnector";
    private static final String SNOWFLAKE = "com.snowflake.kafka.connector.SnowflakeSinkConnector";
    private static final String SNOWFLAKE_4 = "com.snowflake.kafka.connector.SnowflakeStreamingSinkConnector";
    private static final String ICEBERG = "org.apache.iceberg.connect.IcebergSinkConnector";
    private static final String TABULAR = "io.tabular.iceberg.connect.IcebergSinkConnector";

    private final ConnectorFamily jdbc = new JdbcSink();
    private final ConnectorFamily s3 = new S3Sink();
    private final ConnectorFamily hdfs = new HdfsSink();
    private final ConnectorFamily elasticsearch = new ElasticsearchSink();
    private final ConnectorFamily snowflake = new SnowflakeSink();
    private final ConnectorFamily iceberg = new IcebergSink();
    private final ConnectorFamily mongo = new MongoSink();
    private final ConnectorFamily http = new HttpSink();

    @Test
    void jdbc_with_keys_of_kafka_does_not_move_to_another_kafka_cluster() {
        assertThat(TestMove.of("pk.mode", "kafka").toAnotherKafka().findings(jdbc))
                .containsExactly(ERROR);
        assertThat(TestMove.of("pk.mode", "KAFKA").toAnotherKafka().findings(jdbc))
                .containsExactly(ERROR);
        assertThat(TestMove.of("primary.key.mode", "kafka").toAnotherKafka().findings(jdbc))
                .containsExactly(ERROR);
        assertThat(TestMove.of("primary.key.mode", "kafka")
                        .changing("collection.name.format", "secret-t")
                        .toAnotherKafka()
                        .findings(jdbc))
                .isEmpty();
        assertThat(TestMove.of("pk.mode", "kafka").onOneKafka().findings(jdbc)).isEmpty();
        assertThat(TestMove.of("pk.mode", "kafka").findings(jdbc)).isEmpty();
        assertThat(TestMove.of("pk.mode", "record_key").toAnotherKafka().findings(jdbc))
                .isEmpty();
        assertThat(TestMove.of("pk.mode", "kafka")
                        .changing("table.name.format", "secret-t")
                        .toAnotherKafka()
                        .findings(jdbc))
                .isEmpty();
        assertThat(TestMove.of("pk.mode", "kafka")
                        .changing("transforms.route.replacement", "secret-t")
                        .toAnotherKafka()
                        .findings(jdbc))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "s3.bucket.name",
        "topics.dir",
        "aws.s3.bucket.name",
        "aws_s3_bucket",
        "aws.s3.prefix",
        "aws_s3_prefix",
        "transforms"
    })
    void s3_moves_to_another_kafka_cluster_with_another_bucket_or_prefix_only(String key) {
        assertThat(TestMove.of(key, "secret-a").toAnotherKafka().findings(s3)).containsExactly(ERROR);
        assertThat(TestMove.of(key, "secret-a")
                        .changing(key, "secret-b")
                        .toAnotherKafka()
                        .findings(s3))
                .isEmpty();
        assertThat(TestMove.of(key, "secret-a").onOneKafka().findings(s3)).isEmpty();
    }

    @Test
    void s3_of_aiven_may_name_its_objects_without_offsets() {
        assertThat(TestMove.of("connector.class", AIVEN_S3).toAnotherKafka().findings(s3))
                .containsExactly(ERROR);
        assertThat(TestMove.of("connector.class", AIVEN_S3, "file.name.template", "{{key}}")
                        .toAnotherKafka()
                        .findings(s3))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"store.url", "hdfs.url", "topics.dir", "logs.dir"})
    void hdfs_moves_where_its_files_are(String key) {
        assertThat(TestMove.of(key, "secret-a").toAnotherKafka().findings(hdfs)).containsExactly(ERROR);
        assertThat(TestMove.of(key, "secret-a")
                        .changing(key, "secret-b")
                        .toAnotherKafka()
                        .findings(hdfs))
                .containsExactly("WARNING STATE_CHANGED");
        assertThat(TestMove.of(key, "secret-a").changing(key, "secret-b").findings(hdfs))
                .containsExactly("WARNING STATE_CHANGED");
        assertThat(TestMove.of(key, "secret-a").findings(hdfs)).isEmpty();
    }

    @Test
    void elasticsearch_with_versions_or_identifiers_of_kafka_does_not_move_to_another_kafka_cluster() {
        assertThat(TestMove.of().toAnotherKafka().problems(elasticsearch))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("version"));
        assertThat(TestMove.of("key.ignore", "true").toAnotherKafka().problems(elasticsearch))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("identifies"));
        assertThat(TestMove.of("topic.key.ignore", "secret-t").toAnotherKafka().findings(elasticsearch))
                .containsExactly(ERROR, ERROR);
        assertThat(TestMove.of().findings(elasticsearch)).isEmpty();
        assertThat(TestMove.of("key.ignore", "true").onOneKafka().findings(elasticsearch))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"external.version.header,v", "write.method,UPSERT", "use.autogenerated.ids,true"})
    void elasticsearch_with_versions_or_identifiers_of_its_own_does(String key, String value) {
        assertThat(TestMove.of(key, value).toAnotherKafka().findings(elasticsearch))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"connection.url", "topic.to.external.resource.mapping", "transforms.route.replacement"})
    void elasticsearch_with_another_index_does(String key) {
        assertThat(TestMove.of("key.ignore", "true")
                        .changing(key, "secret-b")
                        .toAnotherKafka()
                        .findings(elasticsearch))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        SNOWFLAKE_4 + ",''," + ERROR,
        SNOWFLAKE_4 + ",SNOWPIPE_STREAMING," + ERROR,
        SNOWFLAKE + ",''," + ERROR,
        SNOWFLAKE + ",SNOWPIPE," + ERROR,
        SNOWFLAKE + ",SNOWPIPE_STREAMING,"
    })
    void snowflake_keeps_its_name_where_what_it_has_there_is_called_after_it(
            String className, String method, @Nullable String finding) {
        TestMove move = method.isEmpty()
                ? TestMove.of("connector.class", className)
                : TestMove.of("connector.class", className, "snowflake.ingestion.method", method);

        assertThat(move.findings(snowflake)).isEmpty();
        assertThat(move.renaming().findings(snowflake)).isEqualTo(finding == null ? List.of() : List.of(finding));
    }

    @ParameterizedTest
    @CsvSource({
        "snowflake.topic2table.map",
        "snowflake.database.name",
        "snowflake.schema.name",
        "transforms.route.replacement"
    })
    void snowflake_moves_to_another_kafka_cluster_with_other_tables_only(String key) {
        assertThat(TestMove.of("connector.class", SNOWFLAKE_4, key, "secret-a")
                        .toAnotherKafka()
                        .findings(snowflake))
                .containsExactly(ERROR);
        assertThat(TestMove.of("connector.class", SNOWFLAKE_4, key, "secret-a")
                        .changing(key, "secret-b")
                        .toAnotherKafka()
                        .findings(snowflake))
                .isEmpty();
        assertThat(TestMove.of("connector.class", SNOWFLAKE_4, key, "secret-a")
                        .onOneKafka()
                        .findings(snowflake))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"iceberg.control.topic", "iceberg.connect.group-id", "iceberg.control.group-id"})
    void iceberg_keeps_its_control_topic_and_its_group(String key) {
        assertThat(TestMove.of(key, "secret-a").changing(key, "secret-b").findings(iceberg))
                .containsExactly(ERROR);
        assertThat(TestMove.of(key, "secret-a").findings(iceberg)).isEmpty();
        assertThat(TestMove.of("iceberg.control.topic", "control-iceberg")
                        .dropping("iceberg.control.topic")
                        .findings(iceberg))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        ICEBERG + ",iceberg.connect.group-id,iceberg.control.group-id",
        TABULAR + ",iceberg.control.group-id,iceberg.connect.group-id"
    })
    void iceberg_keeps_its_name_unless_its_group_has_one(String className, String group, String otherGroup) {
        assertThat(TestMove.of("connector.class", className).renaming().findings(iceberg))
                .containsExactly(ERROR);
        assertThat(TestMove.of("connector.class", className, otherGroup, "secret-g")
                        .renaming()
                        .findings(iceberg))
                .containsExactly(ERROR);
        assertThat(TestMove.of("connector.class", className, group, "secret-g")
                        .renaming()
                        .findings(iceberg))
                .isEmpty();
    }

    @Test
    void iceberg_moves_to_another_kafka_cluster_with_another_control_topic_only() {
        assertThat(TestMove.of().toAnotherKafka().findings(iceberg)).containsExactly(ERROR);
        assertThat(TestMove.of()
                        .changing("iceberg.control.topic", "secret-t")
                        .toAnotherKafka()
                        .findings(iceberg))
                .containsExactly("WARNING STATE_ELSEWHERE");
        assertThat(TestMove.of().onOneKafka().findings(iceberg)).isEmpty();
    }

    @Test
    void mongodb_with_identifiers_of_kafka_does_not_move_to_another_kafka_cluster() {
        String strategy = "com.mongodb.kafka.connect.sink.processor.id.strategy.KafkaMetaDataStrategy";

        assertThat(TestMove.of("document.id.strategy", strategy)
                        .toAnotherKafka()
                        .findings(mongo))
                .containsExactly(ERROR);
        assertThat(TestMove.of("topic.override.t.document.id.strategy", strategy)
                        .toAnotherKafka()
                        .findings(mongo))
                .containsExactly(ERROR);
        assertThat(TestMove.of("document.id.strategy", strategy)
                        .changing("collection", "secret-c")
                        .toAnotherKafka()
                        .findings(mongo))
                .isEmpty();
        assertThat(TestMove.of("document.id.strategy", strategy).findings(mongo))
                .isEmpty();
        assertThat(TestMove.of("document.id.strategy", "com.example.BsonOidStrategy")
                        .toAnotherKafka()
                        .findings(mongo))
                .isEmpty();
    }

    @Test
    void http_keeps_nothing_elsewhere() {
        assertThat(TestMove.of("http.api.url", "secret-u")
                        .changing("http.api.url", "secret-v")
                        .renaming()
                        .toAnotherKafka()
                        .findings(http))
                .isEmpty();
    }
}
