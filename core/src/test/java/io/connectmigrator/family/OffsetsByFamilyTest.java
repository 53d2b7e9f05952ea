package io.connectmigrator.family;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.connect.ConnectorType;
import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetOrder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How offsets are divided, and which comes first, by the class of a connector. */
class OffsetsByFamilyTest {

    private static final String SQL_SERVER = TestReshape.SQL_SERVER;
    private static final String JDBC = TestReshape.JDBC;

    private static final Map<String, String> SHORT_NAMES =
            Map.of("JDBC", JDBC, "SQL", SQL_SERVER, "PG", "io.debezium.connector.postgresql.PostgresConnector");

    private static ReshapeRules rules(String className) {
        ConnectorType type = className.contains("Sink") ? ConnectorType.SINK : ConnectorType.SOURCE;
        return Families.with(List.of()).reshapeRules(type, className);
    }

    private static ConnectorConfig config(String settings) {
        return TestMove.config(settings.isEmpty() ? new String[0] : settings.split(";|=", -1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "org.apache.kafka.connect.file.FileStreamSourceConnector | file=/a | INDIVISIBLE",
                "org.apache.kafka.connect.file.FileStreamSourceConnector | '' | NONE",
                "org.apache.kafka.connect.mirror.MirrorSourceConnector | '' | BY_PARTITION",
                "org.apache.kafka.connect.mirror.MirrorCheckpointConnector | '' | NONE",
                "org.apache.kafka.connect.mirror.MirrorHeartbeatConnector | '' | NONE",
                "io.confluent.connect.jdbc.JdbcSourceConnector | mode=incrementing | BY_PARTITION",
                "io.confluent.connect.jdbc.JdbcSourceConnector | mode=bulk | NONE",
                "io.confluent.connect.jdbc.JdbcSourceConnector | mode=bulk;query=select | NONE",
                "io.confluent.connect.jdbc.JdbcSourceConnector | mode=timestamp;query=select | INDIVISIBLE",
                "io.debezium.connector.postgresql.PostgresConnector | '' | ONE_POSITION",
                "io.debezium.connector.mysql.MySqlConnector | '' | ONE_POSITION",
                "io.debezium.connector.mariadb.MariaDbConnector | '' | ONE_POSITION",
                "io.debezium.connector.sqlserver.SqlServerConnector | '' | BY_PARTITION",
                "io.debezium.connector.oracle.OracleConnector | '' | ONE_POSITION",
                "io.debezium.connector.db2.Db2Connector | '' | ONE_POSITION",
                "io.debezium.connector.mongodb.MongoDbConnector | '' | ONE_POSITION",
                "com.mongodb.kafka.connect.MongoSourceConnector | '' | INDIVISIBLE",
                "io.aiven.kafka.connect.s3.source.S3SourceConnector | '' | BY_PARTITION",
                "com.github.jcustenborder.kafka.connect.spooldir.SpoolDirAvroSourceConnector | '' | BY_PARTITION",
                "io.streamthoughts.kafka.connect.filepulse.source.FilePulseSourceConnector | '' | BY_PARTITION",
                "com.ibm.eventstreams.connect.mqsource.MQSourceConnector | '' | NONE",
                "com.ibm.eventstreams.connect.mqsource.MQSourceConnector | mq.exactly.once.state.queue=q | INDIVISIBLE",
                "io.confluent.connect.replicator.ReplicatorSourceConnector | '' | BY_PARTITION",
                "com.github.castorm.kafka.connect.http.HttpSourceConnector | '' | INDIVISIBLE",
                "io.confluent.connect.jdbc.JdbcSinkConnector | '' | BY_PARTITION",
                "com.example.UnknownSinkConnector | '' | BY_PARTITION"
            })
    void offsets_are_divided_as_the_family_says(String className, String settings, OffsetPartitioning expected) {
        assertThat(rules(className).offsetPartitioning(config(settings))).contains(expected);
    }

    @Test
    void of_other_sources_it_is_not_known() {
        assertThat(rules("com.example.UnknownSourceConnector").offsetPartitioning(config("")))
                .isEmpty();
        assertThat(rules("org.apache.camel.kafkaconnector.CamelSourceConnector").offsetPartitioning(config("")))
                .isEmpty();
        assertThat(rules(JDBC).offsetPartitioning(config("mode=${a:b}"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "org.apache.kafka.connect.mirror.MirrorSourceConnector | '' | {'offset':5} | {'offset':10} | -1",
                "org.apache.kafka.connect.mirror.MirrorSourceConnector | '' | {'offset':5} | {'other':10} |",
                "io.confluent.connect.replicator.ReplicatorSourceConnector | '' | {'offset':10} | {'offset':5} | 1",
                "com.example.UnknownSinkConnector | '' | {'kafka_offset':5} | {'kafka_offset':5} | 0",
                "io.confluent.connect.jdbc.JdbcSinkConnector | '' | {'kafka_offset':5} | {'kafka_offset':10} | -1",
                "FileStreamSource | file=/a | {'position':5} | {'position':10} | -1",
                "JDBC | mode=incrementing | {'incrementing':5496789430263982079} | {'incrementing':5496789430263982080} | -1",
                "JDBC | mode=incrementing | {'incrementing':5} | {'timestamp':5} |",
                "JDBC | mode=incrementing | {'incrementing':5,'timestamp':1} | {'incrementing':6,'timestamp':2} |",
                "JDBC | mode=timestamp | {'timestamp_nanos':9,'timestamp':5} | {'timestamp_nanos':1,'timestamp':6} | -1",
                "JDBC | mode=timestamp | {'timestamp_nanos':9,'timestamp':5} | {'timestamp_nanos':1,'timestamp':5} | 1",
                "JDBC | mode=timestamp | {'timestamp':5} | {'timestamp_nanos':1,'timestamp':5} |",
                "JDBC | mode=timestamp | {'timestamp':5,'incrementing':1} | {'timestamp':6,'incrementing':2} |",
                "JDBC | mode=timestamp+incrementing | {'timestamp':5,'incrementing':9} | {'timestamp':6,'incrementing':2} | -1",
                "JDBC | mode=timestamp+incrementing | {'timestamp':5,'incrementing':9} | {'timestamp':5,'incrementing':2} | 1",
                "JDBC | mode=bulk | {'timestamp':5} | {'timestamp':6} |",
                "SQL | '' | {'commit_lsn':'0000006A:00006608:0003','change_lsn':'0000006A:1'} |"
                        + " {'commit_lsn':'0000006b:00006608:0003','change_lsn':'0000006A:0'} | -1",
                "SQL | '' | {'commit_lsn':'0a:1','change_lsn':'0B:2','event_serial_no':1} |"
                        + " {'commit_lsn':'0A:1','change_lsn':'0a:9','event_serial_no':2} | 1",
                "SQL | '' | {'commit_lsn':'0a:1','change_lsn':'0b:2','event_serial_no':1} |"
                        + " {'commit_lsn':'0A:1','change_lsn':'0B:2','event_serial_no':2} | -1",
                "SQL | '' | {'commit_lsn':'0a:1'} | {'commit_lsn':'0a:11'} |",
                "SQL | '' | {'commit_lsn':'0a:1'} | {'commit_lsn':null} |",
                "SQL | '' | {'commit_lsn':'0a:1','snapshot':true} | {'commit_lsn':'0a:2'} |",
                "io.debezium.connector.mysql.MySqlConnector | '' | {'pos':5} | {'pos':6} |",
                "PG | '' | {'lsn':5} | {'lsn':6} | -1",
                "PG | '' | {'lsn_proc':9,'lsn_commit':4,'lsn':9,'txId':7} | {'lsn_proc':6,'lsn_commit':5,'lsn':6,'txId':8} | -1",
                "PG | '' | {'lsn_proc':6,'lsn_commit':4,'lsn':6} | {'lsn_proc':7,'lsn_commit':4,'lsn':7} | -1",
                "PG | '' | {'lsn_proc':6,'lsn':6,'ts_usec':1} | {'lsn_proc':6,'lsn':6,'ts_usec':2} | 0",
                "PG | '' | {'lsn_proc':6,'lsn_commit':4} | {'lsn_proc':7} |",
                "PG | '' | {'txId':1} | {'txId':2} |",
                "io.debezium.connector.oracle.OracleConnector | '' | {'scn':'5'} | {'scn':'6'} |",
                "com.mongodb.kafka.connect.MongoSourceConnector | '' | {'_id':'5'} | {'_id':'6'} |",
                "com.example.UnknownSourceConnector | '' | {'offset':5} | {'offset':6} |"
            })
    void the_order_of_two_offsets_is_known_where_it_is_one_of_numbers(
            String className, String settings, String first, String second, Integer expected) {
        String fullName = SHORT_NAMES.getOrDefault(className, className);
        Optional<OffsetOrder> order = rules(fullName).offsetOrder(config(settings));
        ConnectorOffset one = offset(first);
        ConnectorOffset other = offset(second);

        OptionalInt compared = order.map(known -> known.compare(one, other)).orElse(OptionalInt.empty());
        OptionalInt reverse = order.map(known -> known.compare(other, one)).orElse(OptionalInt.empty());

        assertThat(compared.stream().map(Integer::signum).boxed())
                .isEqualTo(expected == null ? List.of() : List.of(expected));
        assertThat(reverse.stream().map(Integer::signum).boxed())
                .isEqualTo(expected == null ? List.of() : List.of(-expected));
    }

    @Test
    void a_missing_offset_has_no_order() {
        OffsetOrder order = rules(SQL_SERVER).offsetOrder(config("")).orElseThrow();
        ConnectorOffset missing = new ConnectorOffset(TestMove.partition("{\"a\":1}"), null);

        assertThat(order.compare(missing, offset("{'commit_lsn':'0a'}"))).isEmpty();
        assertThat(order.compare(offset("{'commit_lsn':'0a'}"), missing)).isEmpty();
    }

    private static ConnectorOffset offset(String json) {
        return new ConnectorOffset(TestMove.partition("{\"a\":1}"), TestMove.offset(json.replace('\'', '"')));
    }
}
