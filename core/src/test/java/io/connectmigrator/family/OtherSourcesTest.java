package io.connectmigrator.family;

import static io.connectmigrator.family.TestMove.config;
import static io.connectmigrator.family.TestMove.partition;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** MongoDB, IBM MQ, HTTP and Camel. */
class OtherSourcesTest {

    private final ConnectorFamily mongo = new MongoSource();
    private final ConnectorFamily mq = new MqSource();
    private final ConnectorFamily http = new HttpSource();
    private final ConnectorFamily camel = new Camel();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mongodb://h1:27017/ | shop | orders | mongodb://h1:27017/shop.orders",
                "mongodb://h2,h1:27018/auth?ssl=true | shop | orders | mongodb://h1:27018,h2/shop.orders",
                "mongodb://user:pa%40ss@h1,h2?w=1 | shop | '' | mongodb://h1,h2/shop",
                "mongodb+srv://u:p@c0.x.mongodb.net | '' | '' | mongodb+srv://c0.x.mongodb.net/"
            })
    void mongodb_names_its_partition_after_hosts_database_and_collection(
            String uri, String database, String collection, String name) {
        assertThat(mongo.asksFor(
                        config("connection.uri", uri, "database", database, "collection", collection),
                        partition("{\"ns\":\"" + name + "\"}")))
                .contains(true);
        assertThat(mongo.asksFor(
                        config("connection.uri", uri, "database", "other", "collection", collection),
                        partition("{\"ns\":\"" + name + "\"}")))
                .contains(false);
    }

    @Test
    void mongodb_may_have_a_name_for_its_partition() {
        assertThat(mongo.asksFor(
                        config("connection.uri", "mongodb://h", "offset.partition.name", "n"),
                        partition("{\"ns\":\"n\"}")))
                .contains(true);
        assertThat(mongo.asksFor(
                        config("offset.partition.name", "m"), partition("{\"ns\":\"mongodb://h/shop.orders\"}")))
                .contains(false);
    }

    @Test
    void mongodb_has_a_default_address() {
        assertThat(mongo.asksFor(
                        config(), partition("{\"ns\":\"mongodb://localhost:27017,localhost:27018,localhost:27019/\"}")))
                .contains(true);
        assertThat(mongo.asksFor(config("connection.uri", "${a:b}"), partition("{\"ns\":\"mongodb://h/\"}")))
                .isEmpty();
        assertThat(mongo.asksFor(config("connection.uri", "nothing"), partition("{\"ns\":\"mongodb://h/\"}")))
                .isEmpty();
    }

    @Test
    void mongodb_that_copies_prevents_the_move() {
        assertThat(TestMove.of()
                        .at("{\"_id\":\"{\\\"_id\\\": {\\\"$oid\\\": \\\"670ee1efaa5a9af80d592c47\\\"},"
                                + " \\\"copyingData\\\": true}\",\"copy\":\"true\"}")
                        .findings(mongo))
                .containsExactly("ERROR SNAPSHOT_RUNNING");
        assertThat(TestMove.of()
                        .at("{\"_id\":\"{\\\"_data\\\": \\\"8267A9A1DB0000000D2B\\\"}\"}")
                        .findings(mongo))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"startup.mode,copy_existing,true", "copy.existing,true,true", "startup.mode,latest,false"})
    void mongodb_without_an_offset_may_copy_again(String key, String value, boolean copies) {
        assertThat(TestMove.of(key, value).findings(mongo).contains("WARNING READS_AGAIN"))
                .isEqualTo(copies);
        assertThat(TestMove.of(key, value).at("{\"_id\":\"t\"}").findings(mongo))
                .isEmpty();
    }

    @Test
    void mongodb_takes_the_newer_of_two_settings() {
        assertThat(TestMove.of("copy.existing", "true", "startup.mode", "latest")
                        .findings(mongo))
                .isEmpty();
    }

    @Test
    void mq_with_exactly_once_asks_for_its_queue() {
        String[] settings = {"mq.queue.manager", "QM1", "mq.queue", "Q", "mq.exactly.once.state.queue", "S"};

        assertThat(mq.asksFor(config(settings), partition("{\"source\":\"QM1/Q\"}")))
                .contains(true);
        assertThat(mq.asksFor(config(settings), partition("{\"source\":\"QM2/Q\"}")))
                .contains(false);
        assertThat(mq.needsNoOffsets(config(settings))).isFalse();
        assertThat(mq.asksFor(config("mq.exactly.once.state.queue", "S"), partition("{\"source\":\"QM2/Q\"}")))
                .isEmpty();
    }

    @Test
    void mq_without_exactly_once_needs_no_offsets() {
        assertThat(mq.needsNoOffsets(config("mq.queue", "Q"))).isTrue();
        assertThat(mq.needsNoOffsets(config("mq.exactly.once.state.queue", "S", "tasks.max", "2")))
                .isTrue();
        assertThat(mq.asksFor(config("mq.queue.manager", "QM1", "mq.queue", "Q"), partition("{\"source\":\"QM1/Q\"}")))
                .contains(false);
    }

    @Test
    void mq_whose_number_of_tasks_is_not_known_may_need_offsets() {
        String[] settings = {
            "mq.queue.manager", "QM1", "mq.queue", "Q", "mq.exactly.once.state.queue", "secret-s", "tasks.max", "${a:b}"
        };

        assertThat(mq.needsNoOffsets(config(settings))).isFalse();
        assertThat(mq.asksFor(config(settings), partition("{\"source\":\"QM1/Q\"}")))
                .isEmpty();
        assertThat(TestMove.of(settings).changing("tasks.max", "1").findings(mq))
                .isEmpty();
    }

    @Test
    void mq_keeps_its_state_queue_and_stays_exactly_once() {
        String queue = "mq.exactly.once.state.queue";

        assertThat(TestMove.of(queue, "secret-s").findings(mq)).containsExactly("WARNING STATE_ELSEWHERE");
        assertThat(TestMove.of(queue, "secret-s").changing(queue, "secret-t").findings(mq))
                .containsExactly("ERROR STATE_CHANGED", "WARNING STATE_ELSEWHERE");
        assertThat(TestMove.of(queue, "secret-s").changing("tasks.max", "4").findings(mq))
                .containsExactly("ERROR STATE_CHANGED");
        assertThat(TestMove.of().changing(queue, "secret-s").findings(mq)).containsExactly("ERROR STATE_CHANGED");
        assertThat(TestMove.of().changing("tasks.max", "4").findings(mq)).isEmpty();
    }

    @Test
    void http_has_one_partition_without_a_field() {
        assertThat(http.asksFor(config(), partition("{}"))).contains(true);
        assertThat(http.asksFor(config(), partition("{\"url\":\"u\"}"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"http.request.url", "http.response.record.offset.pointer"})
    void http_with_another_resource_or_other_fields_is_reported(String key) {
        assertThat(TestMove.of(key, "secret-a").changing(key, "secret-b").findings(http))
                .containsExactly("WARNING STATE_CHANGED");
        assertThat(TestMove.of(key, "secret-a").findings(http)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "org.apache.camel.kafkaconnector.aws2s3source.CamelAws2s3sourceSourceConnector,true",
        "CamelAws2s3sourceSourceConnector,true",
        "CamelAws2s3sourceSource,true",
        "org.apache.camel.kafkaconnector.httpsink.CamelHttpsinkSinkConnector,false",
        "CamelHttpsinkSink,false"
    })
    void camel_is_known_by_its_package_and_a_source_of_it_is_reported(String className, boolean source) {
        assertThat(camel.includes(className)).isTrue();
        assertThat(TestMove.of("connector.class", className).findings(camel).contains("WARNING STATE_ELSEWHERE"))
                .isEqualTo(source);
        assertThat(camel.asksFor(config(), partition("{\"filename\":\"f\"}"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"org.apache.camel.kafka.Other", "Camel", "CamelConnector", "com.example.CamelSourceConnector"})
    void other_classes_are_not_those_of_camel(String className) {
        assertThat(camel.includes(className)).isFalse();
    }
}
