package io.connectmigrator.family;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where connectors keep what they need to resume, beside their offsets. */
class StateElsewhereTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FileStream source      | ''",
                "MirrorMaker source     | its topic of offset syncs",
                "MirrorMaker checkpoints | the topic of offset syncs, the consumer groups of the target Kafka cluster",
                "MirrorMaker heartbeats | ''",
                "JDBC source            | ''",
                "Debezium PostgreSQL    | its replication slot, its publication",
                "Debezium MySQL         | its schema history",
                "Debezium MariaDB       | its schema history",
                "Debezium SQL Server    | its schema history",
                "Debezium Oracle        | its schema history",
                "Debezium Db2           | its schema history",
                "Debezium MongoDB       | ''",
                "MongoDB source         | ''",
                "S3 source              | ''",
                "SpoolDir source        | the folders of its files",
                "FilePulse source       | its topic of file states, the folders of its files",
                "IBM MQ source          | its queue, its state queue if it delivers exactly once",
                "Confluent Replicator   | its consumer group on the source Kafka cluster",
                "HTTP source            | ''",
                "JDBC sink              | ''",
                "S3 sink                | the offsets in the names of its objects",
                "HDFS sink              | its write-ahead log, the offsets in the names of its files",
                "Elasticsearch sink     | ''",
                "Snowflake sink         | the offset tokens of its channels",
                "Iceberg sink           | its control topic, the offsets in the commits of its tables",
                "MongoDB sink           | ''",
                "HTTP sink              | ''",
                "Camel                  | ''"
            })
    void each_family_says_what_it_keeps_where(String name, String places) {
        assertThat(Families.own())
                .filteredOn(family -> family.name().equals(name))
                .singleElement()
                .satisfies(family -> assertThat(String.join(", ", family.stateElsewhere(TestMove.config())))
                        .isEqualTo(places));
    }
}
