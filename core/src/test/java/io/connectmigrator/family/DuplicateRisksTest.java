package io.connectmigrator.family;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Of each rule about duplicates that is of a family, configs with which it fires, and configs with which it does not. */
class DuplicateRisksTest {

    private static final String REPLICATOR = "io.confluent.connect.replicator.ReplicatorSourceConnector";
    private static final String MIRROR = "org.apache.kafka.connect.mirror.MirrorSourceConnector";
    private static final String CHECKPOINT = "org.apache.kafka.connect.mirror.MirrorCheckpointConnector";
    private static final String COMMITTED = "source.consumer.isolation.level=read_committed";
    private static final String SRC_COMMITTED = "src.consumer.isolation.level=read_committed";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                       | D1 WARNING",
                "src.consumer.isolation.level=read_uncommitted | D1 WARNING",
                "src.consumer.isolation.level=read_committed   | ''",
                "src.kafka.isolation.level=read_committed      | ''",
                "src.kafka.isolation.level=${env:LEVEL}        | ''",
                "src.consumer.isolation.level=read_committed consumer.override.isolation.level=read_committed | D3 WARNING",
                "consumer.override.isolation.level=read_committed | D1 WARNING, D3 WARNING",
                "src.consumer.isolation.level=read_committed offset.start=consumer | D17 ERROR",
                "src.consumer.isolation.level=read_committed offset.start=connect  | ''",
                "src.consumer.isolation.level=read_committed src.consumer.receive.buffer.bytes=4194304 | D24 INFO",
                "src.consumer.isolation.level=read_committed src.consumer.send.buffer.bytes=4194304    | D24 INFO",
                "src.consumer.isolation.level=read_committed src.consumer.receive.buffer.bytes=65536   | ''",
                "src.consumer.isolation.level=read_committed src.consumer.send.buffer.bytes=65536      | ''"
            })
    void replicator(String settings, String found) {
        assertRisks(new Replicator(), settings, found);
    }

    @Test
    void replicator_that_is_renamed() {
        assertThat(move(SRC_COMMITTED).renaming().risks(new Replicator())).containsExactly("D18 WARNING");
        assertThat(move(SRC_COMMITTED + " src.consumer.group.id=g").renaming().risks(new Replicator()))
                .isEmpty();
        assertThat(move(SRC_COMMITTED).risks(new Replicator())).isEmpty();
    }

    @Test
    void replicator_in_two_directions() {
        String there = SRC_COMMITTED + " src.kafka.bootstrap.servers=a:1 dest.kafka.bootstrap.servers=b:1";
        String[] back = pairs(
                "connector.class=" + REPLICATOR + " src.kafka.bootstrap.servers=b:1 dest.kafka.bootstrap.servers=a:1");

        assertThat(move(there).beside(back).risks(new Replicator())).containsExactly("D19 WARNING");
        assertThat(move(there + " provenance.header.enable=true").beside(back).risks(new Replicator()))
                .isEmpty();
        assertThat(move(there).risks(new Replicator())).isEmpty();
    }

    /** Of source.cluster.*, the consumer gets only addresses and security. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                        | D2 WARNING",
                "source.consumer.isolation.level=read_committed | ''",
                "consumer.isolation.level=read_committed   | ''",
                "consumer.isolation.level=read_committed source.consumer.isolation.level=read_uncommitted | D2 WARNING",
                "consumer.isolation.level=read_uncommitted source.consumer.isolation.level=read_committed | ''",
                "source.cluster.isolation.level=read_committed | D2 WARNING",
                "exactly.once.support=required             | D2 ERROR",
                "exactly.once.support=requested            | D2 WARNING",
                "exactly.once.support=required source.consumer.isolation.level=read_committed | ''",
                "source.consumer.isolation.level=read_committed consumer.override.isolation.level=read_committed | D3 WARNING",
                "source.consumer.isolation.level=read_committed source.consumer.auto.offset.reset=latest | D21 WARNING",
                "source.consumer.isolation.level=read_committed consumer.auto.offset.reset=latest | D21 WARNING",
                "source.consumer.isolation.level=read_committed consumer.auto.offset.reset=latest source.consumer.auto.offset.reset=earliest | ''",
                "source.consumer.isolation.level=read_committed source.consumer.receive.buffer.bytes=4194304 | D24 INFO",
                "source.consumer.isolation.level=read_committed source.consumer.receive.buffer.bytes=-1 | ''",
                "source.consumer.isolation.level=read_committed source.consumer.send.buffer.bytes=4194304 | D24 INFO",
                "source.consumer.isolation.level=read_committed source.consumer.send.buffer.bytes=65536 | ''"
            })
    void mirror_source(String settings, String found) {
        assertRisks(new MirrorSource(), settings, found);
    }

    @Test
    void mirror_source_in_two_directions() {
        String identity = " replication.policy.class=org.apache.kafka.connect.mirror.IdentityReplicationPolicy";
        String there = COMMITTED + " source.cluster.bootstrap.servers=a:1 target.cluster.bootstrap.servers=b:1";
        String[] back = pairs("connector.class=" + MIRROR
                + " source.cluster.bootstrap.servers=b:1 target.cluster.bootstrap.servers=a:1");

        assertThat(move(there + identity).beside(back).risks(new MirrorSource()))
                .containsExactly("D19 WARNING");
        assertThat(move(there).beside(back).risks(new MirrorSource())).isEmpty();
        assertThat(move(there + identity).risks(new MirrorSource())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "replication.policy.class, com.example.Own, true",
        "replication.policy.class, org.apache.kafka.connect.mirror.DefaultReplicationPolicy, false",
        "replication.policy.separator, _, true",
        "replication.policy.separator, ., false"
    })
    void mirror_with_another_policy(String key, String value, boolean isAnother) {
        List<String> found = isAnother ? List.of("D20 ERROR") : List.of();

        assertThat(move(COMMITTED).changing(key, value).risks(new MirrorSource()))
                .isEqualTo(found);
        assertThat(move("").changing(key, value).risks(new MirrorCheckpoint())).isEqualTo(found);
    }

    @Test
    void mirror_with_another_alias_or_two_writers_of_groups() {
        assertThat(move("").changing("source.cluster.alias", "east").risks(new MirrorCheckpoint()))
                .containsExactly("D20 ERROR");
        assertThat(move("sync.group.offsets.enabled=true")
                        .beside(pairs("connector.class=" + CHECKPOINT + " sync.group.offsets.enabled=true"))
                        .risks(new MirrorCheckpoint()))
                .containsExactly("D20 ERROR");
        assertThat(move("sync.group.offsets.enabled=true")
                        .beside(pairs("connector.class=" + CHECKPOINT
                                + " sync.group.offsets.enabled=true source.cluster.alias=east"))
                        .risks(new MirrorCheckpoint()))
                .isEmpty();
        assertThat(move("").beside(pairs("connector.class=" + CHECKPOINT + " sync.group.offsets.enabled=true"))
                        .risks(new MirrorCheckpoint()))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                           | ''",
                "snapshot.mode=initial        | ''",
                "snapshot.mode=always         | D22 ERROR",
                "snapshot.mode=when_needed    | D22 WARNING",
                "snapshot.mode=initial_only   | D22 WARNING",
                "slot.drop.on.stop=true       | D22 ERROR",
                "slot.drop.on.stop=false      | ''"
            })
    void debezium(String settings, String found) {
        assertRisks(new DebeziumPostgres(), settings, found);
    }

    @Test
    void a_server_id_that_is_in_use() {
        String server = "database.server.id=7 database.hostname=db";
        String other = "connector.class=io.debezium.connector.mysql.MySqlConnector ";

        assertThat(move(server).beside(pairs(other + server)).risks(new DebeziumMySql()))
                .containsExactly("D22 ERROR");
        assertThat(move(server)
                        .beside(pairs(other + "database.server.id=8 database.hostname=db"))
                        .risks(new DebeziumMySql()))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mode=bulk                   | D23 WARNING",
                "mode=timestamp              | D23 WARNING",
                "mode=incrementing           | D23 INFO",
                "mode=timestamp+incrementing | ''"
            })
    void jdbc_source(String settings, String found) {
        assertRisks(new JdbcSource(), settings, found);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                                | D13 INFO",
                "insert.mode=insert pk.mode=kafka                  | D13 INFO",
                "insert.mode=upsert pk.mode=record_key             | ''",
                "insert.mode=insert pk.mode=record_key             | ''",
                "insert.mode=insert primary.key.mode=record_value  | ''"
            })
    void jdbc_sink(String settings, String found) {
        assertRisks(new JdbcSink(), settings, found);
    }

    @Test
    void other_sinks_that_write_again_what_is_delivered_again() {
        assertRisks(new S3Sink(), "rotate.schedule.interval.ms=60000", "D13 INFO");
        assertRisks(new S3Sink(), "rotate.schedule.interval.ms=-1", "");
        assertRisks(new S3Sink(), "", "");
        assertRisks(new ElasticsearchSink(), "use.autogenerated.ids=true", "D13 INFO");
        assertRisks(new ElasticsearchSink(), "", "");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                    | D13 INFO",
                "BsonOidStrategy       | D13 INFO",
                "UuidStrategy          | D13 INFO",
                "ProvidedInKeyStrategy | ''",
                "KafkaMetaDataStrategy | ''"
            })
    void mongodb_sink(String strategy, String found) {
        assertRisks(
                new MongoSink(),
                strategy.isEmpty()
                        ? ""
                        : "document.id.strategy=com.mongodb.kafka.connect.sink.processor.id.strategy." + strategy,
                found);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "connector.class=io.confluent.connect.http.HttpSinkConnector request.method=PUT batch.max.size=1",
                "connector.class=io.aiven.kafka.connect.http.HttpSinkConnector batching.enabled=false"
            })
    void an_http_sink_has_it_with_any_config(String settings) {
        assertRisks(new HttpSink(), settings, "D13 INFO");
    }

    private static void assertRisks(ConnectorFamily family, String settings, String found) {
        assertThat(String.join(", ", move(settings).risks(family))).isEqualTo(found);
    }

    private static TestMove move(String settings) {
        return TestMove.of(pairs(settings));
    }

    private static String[] pairs(String settings) {
        return Arrays.stream(settings.split(" ", -1))
                .filter(setting -> !setting.isBlank())
                .flatMap(setting -> List.of(setting.split("=", 2)).stream())
                .toArray(String[]::new);
    }
}
