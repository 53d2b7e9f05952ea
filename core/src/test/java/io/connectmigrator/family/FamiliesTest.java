package io.connectmigrator.family;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.report.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is true of all families. */
class FamiliesTest {

    private static final Families FAMILIES = Families.with(List.of());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "org.apache.kafka.connect.file.FileStreamSourceConnector | FileStream source",
                "org.apache.kafka.connect.mirror.MirrorSourceConnector | MirrorMaker source",
                "org.apache.kafka.connect.mirror.MirrorCheckpointConnector | MirrorMaker checkpoints",
                "org.apache.kafka.connect.mirror.MirrorHeartbeatConnector | MirrorMaker heartbeats",
                "io.confluent.connect.jdbc.JdbcSourceConnector | JDBC source",
                "io.aiven.connect.jdbc.JdbcSourceConnector | JDBC source",
                "io.debezium.connector.postgresql.PostgresConnector | Debezium PostgreSQL",
                "io.debezium.connector.mysql.MySqlConnector | Debezium MySQL",
                "io.debezium.connector.mariadb.MariaDbConnector | Debezium MariaDB",
                "io.debezium.connector.sqlserver.SqlServerConnector | Debezium SQL Server",
                "io.debezium.connector.oracle.OracleConnector | Debezium Oracle",
                "io.debezium.connector.db2.Db2Connector | Debezium Db2",
                "io.debezium.connector.mongodb.MongoDbConnector | Debezium MongoDB",
                "com.mongodb.kafka.connect.MongoSourceConnector | MongoDB source",
                "io.aiven.kafka.connect.s3.source.S3SourceConnector | S3 source",
                "com.github.jcustenborder.kafka.connect.spooldir.SpoolDirAvroSourceConnector | SpoolDir source",
                "com.github.jcustenborder.kafka.connect.spooldir.SpoolDirBinaryFileSourceConnector | SpoolDir source",
                "com.github.jcustenborder.kafka.connect.spooldir.SpoolDirCsvSourceConnector | SpoolDir source",
                "com.github.jcustenborder.kafka.connect.spooldir.SpoolDirJsonSourceConnector | SpoolDir source",
                "com.github.jcustenborder.kafka.connect.spooldir.SpoolDirLineDelimitedSourceConnector | SpoolDir source",
                "com.github.jcustenborder.kafka.connect.spooldir.SpoolDirSchemaLessJsonSourceConnector | SpoolDir source",
                "com.github.jcustenborder.kafka.connect.spooldir.elf.SpoolDirELFSourceConnector | SpoolDir source",
                "io.streamthoughts.kafka.connect.filepulse.source.FilePulseSourceConnector | FilePulse source",
                "com.ibm.eventstreams.connect.mqsource.MQSourceConnector | IBM MQ source",
                "io.confluent.connect.replicator.ReplicatorSourceConnector | Confluent Replicator",
                "com.github.castorm.kafka.connect.http.HttpSourceConnector | HTTP source",
                "io.confluent.connect.jdbc.JdbcSinkConnector | JDBC sink",
                "io.aiven.connect.jdbc.JdbcSinkConnector | JDBC sink",
                "io.debezium.connector.jdbc.JdbcSinkConnector | JDBC sink",
                "io.confluent.connect.s3.S3SinkConnector | S3 sink",
                "io.aiven.kafka.connect.s3.AivenKafkaConnectS3SinkConnector | S3 sink",
                "io.confluent.connect.hdfs.HdfsSinkConnector | HDFS sink",
                "io.confluent.connect.hdfs3.Hdfs3SinkConnector | HDFS sink",
                "io.confluent.connect.elasticsearch.ElasticsearchSinkConnector | Elasticsearch sink",
                "com.snowflake.kafka.connector.SnowflakeSinkConnector | Snowflake sink",
                "com.snowflake.kafka.connector.SnowflakeStreamingSinkConnector | Snowflake sink",
                "org.apache.iceberg.connect.IcebergSinkConnector | Iceberg sink",
                "io.tabular.iceberg.connect.IcebergSinkConnector | Iceberg sink",
                "com.mongodb.kafka.connect.MongoSinkConnector | MongoDB sink",
                "io.confluent.connect.http.HttpSinkConnector | HTTP sink",
                "io.aiven.kafka.connect.http.HttpSinkConnector | HTTP sink",
                "org.apache.camel.kafkaconnector.CamelSourceConnector | Camel",
                "org.apache.camel.kafkaconnector.CamelSinkConnector | Camel"
            })
    void a_class_is_found_by_its_full_name_its_simple_name_and_its_alias(String className, String family) {
        String simple = className.substring(className.lastIndexOf('.') + 1);
        String alias = simple.substring(0, simple.length() - "Connector".length());

        assertThat(Stream.of(className, simple, alias).map(FAMILIES::find))
                .allSatisfy(
                        found -> assertThat(found).map(ConnectorFamily::name).contains(family));
    }

    @Test
    void every_class_of_a_family_is_among_those_that_are_looked_for_above() {
        assertThat(Families.own().stream().flatMap(family -> family.classNames().stream()))
                .hasSize(43);
    }

    @ParameterizedTest
    @CsvSource({
        "com.example.PostgresConnectors",
        "com.example.JdbcSourceConnector",
        "io.confluent.connect.s3.source.S3SourceConnector",
        "postgresconnector",
        "Connector",
        "''"
    })
    void another_class_belongs_to_no_family(String className) {
        assertThat(FAMILIES.find(className)).isEmpty();
    }

    @Test
    void families_have_names_of_their_own() {
        assertThat(Families.own()).extracting(ConnectorFamily::name).doesNotHaveDuplicates();
    }

    @Test
    void no_class_belongs_to_two_families() {
        assertThat(Families.own().stream().flatMap(family -> family.classNames().stream()))
                .allSatisfy(
                        className -> assertThat(Families.own().stream().filter(family -> family.includes(className)))
                                .hasSize(1));
    }

    @Test
    void a_family_of_an_embedder_comes_before_those_of_the_library() {
        ConnectorFamily own = new ConnectorFamily() {
            @Override
            public String name() {
                return "own";
            }

            @Override
            public Set<String> classNames() {
                return Set.of("com.example.PostgresConnector");
            }
        };

        assertThat(Families.with(List.of(own)).find("PostgresConnector")).contains(own);
        assertThat(Families.with(List.of(own)).find("io.debezium.connector.postgresql.PostgresConnector"))
                .map(ConnectorFamily::name)
                .contains("Debezium PostgreSQL");
    }

    @ParameterizedTest
    @MethodSource("moves")
    void no_problem_repeats_a_value_of_a_config(ConnectorFamily family, FamilyMove move) {
        assertThat(family.examine(move).stream().map(Problem::toString)).noneMatch(text -> text.contains("marker"));
    }

    static Stream<Object[]> moves() {
        return Families.own().stream()
                .flatMap(family -> family.classNames().stream()
                        .flatMap(className -> Stream.of(true, false)
                                .map(same -> new Object[] {family, moveWithMarkers(className, same)})));
    }

    @Test
    void the_moves_with_markers_have_problems() {
        assertThat(moves().flatMap(move -> ((ConnectorFamily) move[0]).examine((FamilyMove) move[1]).stream()))
                .hasSizeGreaterThan(40);
    }

    private static FamilyMove moveWithMarkers(String className, boolean sameKafka) {
        ConnectorConfig source = TestMove.config("connector.class", className);
        ConnectorConfig target = source;
        for (String key : KEYS) {
            source = source.with(key, "marker-s-" + key.length());
            target = target.with(key, "marker-t-" + key.length());
        }
        return new FamilyMove(
                "c", "d", source, target, OffsetSnapshot.empty(), Map.of("other", target), Optional.of(sameKafka));
    }

    private static final List<String> KEYS = List.of(
            "slot.name",
            "plugin.name",
            "publication.name",
            "database.hostname",
            "database.port",
            "database.server.id",
            "schema.history.internal.kafka.topic",
            "schema.history.internal.kafka.bootstrap.servers",
            "xstream.out.server.name",
            "source.cluster.bootstrap.servers",
            "target.cluster.alias",
            "offset-syncs.topic.location",
            "mode",
            "query",
            "connection.url",
            "schema.pattern",
            "file",
            "input.path",
            "fs.listing.directory.path",
            "tasks.file.status.storage.topic",
            "tasks.file.status.storage.bootstrap.servers",
            "mq.exactly.once.state.queue",
            "src.kafka.bootstrap.servers",
            "src.consumer.group.id",
            "http.request.url",
            "store.url",
            "iceberg.control.topic");

    @Test
    void a_value_with_a_placeholder_says_nothing_of_partitions() {
        ConnectorConfig config = TestMove.config(
                "topic.prefix", "${a:b}",
                "database.names", "${a:b}",
                "source.cluster.alias", "${a:b}",
                "file", "${a:b}",
                "mode", "incrementing",
                "query", "${a:b}",
                "offset.partition.name", "${a:b}",
                "aws.s3.bucket.name", "${a:b}",
                "input.file.pattern", "${a:b}",
                "offset.attributes.string", "${a:b}",
                "mq.exactly.once.state.queue", "q",
                "mq.queue.manager", "${a:b}",
                "mq.queue", "q",
                "topic.regex", "${a:b}");
        Map<String, String> partitions = Map.ofEntries(
                Map.entry("FileStream source", "{\"filename\":\"f\"}"),
                Map.entry("MirrorMaker source", "{\"cluster\":\"a\",\"topic\":\"t\",\"partition\":0}"),
                Map.entry("JDBC source", "{\"query\":\"query\"}"),
                Map.entry("Debezium PostgreSQL", "{\"server\":\"s\"}"),
                Map.entry("Debezium SQL Server", "{\"server\":\"s\",\"database\":\"d\"}"),
                Map.entry("Debezium MongoDB", "{\"server_id\":\"s\"}"),
                Map.entry("MongoDB source", "{\"ns\":\"n\"}"),
                Map.entry("S3 source", "{\"bucket\":\"b\",\"objectKey\":\"k\"}"),
                Map.entry("SpoolDir source", "{\"fileName\":\"f\"}"),
                Map.entry("FilePulse source", "{\"uri\":\"u\"}"),
                Map.entry("IBM MQ source", "{\"source\":\"m/q\"}"),
                Map.entry("Confluent Replicator", "{\"topic\":\"t\",\"partition\":0}"));

        assertThat(partitions)
                .allSatisfy((name, partition) -> assertThat(Families.own().stream()
                                .filter(family -> family.name().equals(name))
                                .map(family -> family.asksFor(config, TestMove.partition(partition))))
                        .containsExactly(Optional.empty()));
    }
}
