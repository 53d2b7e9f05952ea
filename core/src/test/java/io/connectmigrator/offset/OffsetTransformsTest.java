package io.connectmigrator.offset;

import static io.connectmigrator.offset.OffsetTransforms.bucket;
import static io.connectmigrator.offset.OffsetTransforms.debeziumMongoWithoutReplicaSet;
import static io.connectmigrator.offset.OffsetTransforms.debeziumServer;
import static io.connectmigrator.offset.OffsetTransforms.field;
import static io.connectmigrator.offset.OffsetTransforms.file;
import static io.connectmigrator.offset.OffsetTransforms.jdbcCatalog;
import static io.connectmigrator.offset.OffsetTransforms.jdbcProtocol1;
import static io.connectmigrator.offset.OffsetTransforms.jdbcSchema;
import static io.connectmigrator.offset.OffsetTransforms.jdbcTable;
import static io.connectmigrator.offset.OffsetTransforms.mirrorAlias;
import static io.connectmigrator.offset.OffsetTransforms.mirrorTopic;
import static io.connectmigrator.offset.OffsetTransforms.mongoNamespace;
import static io.connectmigrator.offset.OffsetTransforms.replicatorToMirror;
import static io.connectmigrator.offset.OffsetTransforms.sqlServerDatabase;
import static io.connectmigrator.offset.OffsetTransforms.sqlServerWithDatabase;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The offsets are those that real connectors have written. */
final class OffsetTransformsTest {

    private static final String ROWS = "{\"timestamp_nanos\":729000000,\"incrementing\":3,\"timestamp\":1790818723729}";
    private static final String BINLOG =
            "{\"ts_sec\":1530168941,\"file\":\"mysql-bin.000004\",\"pos\":3261,\"row\":1,\"server_id\":223344,\"event\":2}";
    private static final String LSN = "{\"transaction_id\":null,\"event_serial_no\":2,"
            + "\"commit_lsn\":\"000F9F22:00001660:0003\",\"change_lsn\":\"000F9F22:00001220:0003\"}";
    private static final String TOKEN = "{\"_id\":\"{\\\"_data\\\": \\\"8267A9A1DB0000000D2B042C0100296E5A1004\\\"}\"}";

    private static Stream<Arguments> changed() {
        return Stream.of(
                row(
                        jdbcTable("sample.movies", "films.movies"),
                        "{'protocol':'1','table':'sample.movies'}",
                        ROWS,
                        "{'protocol':'1','table':'films.movies'}"),
                row(jdbcTable("users", "people"), "{'table':'users'}", ROWS, "{'table':'people'}"),
                row(
                        jdbcSchema("public", "app"),
                        "{'protocol':'1','table':'public.users'}",
                        ROWS,
                        "{'protocol':'1','table':'app.users'}"),
                row(
                        jdbcSchema("dbo", "app"),
                        "{'protocol':'1','table':'shop.dbo.users'}",
                        ROWS,
                        "{'protocol':'1','table':'shop.app.users'}"),
                row(
                        jdbcCatalog("shop", "store"),
                        "{'protocol':'1','table':'shop.dbo.users'}",
                        ROWS,
                        "{'protocol':'1','table':'store.dbo.users'}"),
                row(
                        jdbcCatalog("demo", "live"),
                        "{'protocol':'1','table':'demo.accounts'}",
                        "{\"timestamp_nanos\":0,\"timestamp\":1547030056000}",
                        "{'protocol':'1','table':'live.accounts'}"),
                row(
                        jdbcProtocol1(table -> "public." + table),
                        "{'table':'users'}",
                        ROWS,
                        "{'protocol':'1','table':'public.users'}"),
                row(
                        debeziumServer("dbserver1", "inventory"),
                        "{'server':'dbserver1'}",
                        BINLOG,
                        "{'server':'inventory'}"),
                row(
                        debeziumServer("s", "t"),
                        "{'server':'s','database':'db1'}",
                        LSN,
                        "{'server':'t','database':'db1'}"),
                row(
                        debeziumServer("m", "n"),
                        "{'rs':'rs0','server_id':'m'}",
                        "{\"sec\":1,\"ord\":2}",
                        "{'rs':'rs0','server_id':'n'}"),
                row(debeziumServer("m", "n"), "{'server_id':'m'}", "{\"sec\":1,\"ord\":2}", "{'server_id':'n'}"),
                row(
                        sqlServerDatabase("db1", "db2"),
                        "{'server':'s','database':'db1'}",
                        LSN,
                        "{'server':'s','database':'db2'}"),
                row(
                        sqlServerWithDatabase("db1"),
                        "{'server':'AIS20201114225525'}",
                        LSN,
                        "{'server':'AIS20201114225525','database':'db1'}"),
                row(
                        debeziumMongoWithoutReplicaSet("rs0"),
                        "{'rs':'rs0','server_id':'m'}",
                        "{\"sec\":1,\"ord\":2}",
                        "{'server_id':'m'}"),
                row(
                        mongoNamespace(
                                "mongodb://h1:27017,h2:27017/shop.orders", "mongodb+srv://c0.example.net/shop.orders"),
                        "{'ns':'mongodb://h1:27017,h2:27017/shop.orders'}",
                        TOKEN,
                        "{'ns':'mongodb+srv://c0.example.net/shop.orders'}"),
                row(
                        mirrorAlias("source", "east"),
                        "{'cluster':'source','partition':1,'topic':'london'}",
                        "{\"offset\":89}",
                        "{'cluster':'east','partition':1,'topic':'london'}"),
                row(
                        mirrorTopic("london", "paris"),
                        "{'cluster':'source','partition':1,'topic':'london'}",
                        "{\"offset\":89}",
                        "{'cluster':'source','partition':1,'topic':'paris'}"),
                row(
                        replicatorToMirror("source"),
                        "{'topic':'london','partition':0}",
                        "{\"offset\":125}",
                        "{'cluster':'source','partition':0,'topic':'london'}"),
                row(
                        file("/opt/a.log", "/mnt/a.log"),
                        "{'filename':'/opt/a.log'}",
                        "{\"position\":15295}",
                        "{'filename':'/mnt/a.log'}"),
                row(
                        file("file:/old/x.csv", "file:/new/x.csv"),
                        "{'uri':'file:/old/x.csv'}",
                        "{\"position\":7}",
                        "{'uri':'file:/new/x.csv'}"),
                row(file("x.csv", "y.csv"), "{'fileName':'x.csv'}", "{\"offset\":7}", "{'fileName':'y.csv'}"),
                row(
                        bucket("a", "b"),
                        "{'bucket':'a','objectKey':'k'}",
                        "{\"recordCount\":7}",
                        "{'bucket':'b','objectKey':'k'}"),
                row(
                        bucket("a", "b"),
                        "{'objectKey':'k','bucket':'a'}",
                        "{\"recordCount\":7}",
                        "{'objectKey':'k','bucket':'b'}"),
                row(
                        bucket("a", "b"),
                        "{'container':'a','blobName':'k'}",
                        "{\"recordCount\":7}",
                        "{'container':'b','blobName':'k'}"),
                row(field("increment", value -> 2L), "{'increment':1}", "{\"position\":3471}", "{'increment':2}"),
                row(
                        jdbcSchema("a", "b").andThen(jdbcTable("b.users", "b.people")),
                        "{'protocol':'1','table':'a.users'}",
                        ROWS,
                        "{'protocol':'1','table':'b.people'}"));
    }

    @ParameterizedTest
    @MethodSource("changed")
    void a_transform_changes_partitions_of_its_shape(
            OffsetTransform transform, String partition, String offset, String transformed) {
        StoredRecord record = record("[\"orders\"," + partition + "]", offset);

        ConnectorOffset after = transform.apply(record.toOffset());

        assertThat(after)
                .isEqualTo(record("[\"orders\"," + transformed + "]", offset).toOffset());
        assertThat(after.stored()).isEqualTo(record("[\"orders\"," + transformed + "]", offset));
    }

    @Test
    void a_transform_leaves_partitions_of_other_shapes_and_values() {
        List<OffsetTransform> transforms = List.of(
                jdbcTable("x", "y"),
                jdbcSchema("x", "y"),
                jdbcCatalog("x", "y"),
                debeziumServer("x", "y"),
                sqlServerDatabase("x", "y"),
                debeziumMongoWithoutReplicaSet("x"),
                mongoNamespace("x", "y"),
                mirrorAlias("x", "y"),
                mirrorTopic("x", "y"),
                file("x", "y"),
                bucket("x", "y"),
                field("none", value -> "y"));

        for (String partition : List.of(
                "{\"table\":\"z\"}",
                "{\"protocol\":\"1\",\"table\":\"x\"}",
                "{\"protocol\":\"2\",\"table\":\"x.x.x\"}",
                "{\"protocol\":\"1\",\"table\":\"z.z.x\"}",
                "{\"server\":\"z\"}",
                "{\"server\":\"z\",\"database\":\"z\"}",
                "{\"server\":\"x\",\"other\":\"x\"}",
                "{\"rs\":\"z\",\"server_id\":\"z\"}",
                "{\"ns\":\"z\"}",
                "{\"cluster\":\"z\",\"partition\":0,\"topic\":\"z\"}",
                "{\"filename\":1}",
                "{\"bucket\":\"x\"}",
                "{}")) {
            ConnectorOffset offset =
                    record("[\"orders\"," + partition + "]", "{}").toOffset();
            transforms.stream()
                    .filter(transform ->
                            !partition.equals("{\"protocol\":\"1\",\"table\":\"x\"}") || transform != transforms.get(0))
                    .forEach(transform ->
                            assertThat(transform.apply(offset)).as(partition).isSameAs(offset));
        }
    }

    private static Arguments row(OffsetTransform transform, String partition, String offset, String transformed) {
        return Arguments.of(transform, partition.replace('\'', '"'), offset, transformed.replace('\'', '"'));
    }

    private static StoredRecord record(String key, String value) {
        return StoredRecord.of(
                key.getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8), 1_700_000_000_000L);
    }
}
