package io.connectmigrator.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectmigrator.lab.Broker;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.offset.OffsetTransportException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Copies of schema histories of a real broker, with records as Debezium writes them. */
@ExtendWith(SharedLaboratory.class)
class SchemaHistoriesIT {

    private static final String OF_MYSQL =
            "{\"source\":{\"server\":\"dbserver1\"},\"position\":{\"transaction_id\":null,\"ts_sec\":1699999999,"
                    + "\"file\":\"mysql-bin.000003\",\"pos\":154,\"server_id\":223344},\"ts_ms\":1699999999123,\"databaseName\":\"inventory\","
                    + "\"ddl\":\"CREATE TABLE `dbserver1` (id int) COMMENT '{\\\"server\\\":\\\"dbserver1\\\"}'\",\"tableChanges\":"
                    + "[{\"type\":\"CREATE\",\"id\":\"\\\"inventory\\\".\\\"dbserver1\\\"\",\"table\":{\"defaultCharsetName\":\"utf8mb4\"}}]}";

    private final Broker kafka;
    private final SchemaHistories histories;
    private final String history = "history-" + System.nanoTime();
    private final String copy = history + "-copy";

    SchemaHistoriesIT(Laboratory lab) {
        kafka = lab.kafka();
        histories = SchemaHistories.of(kafka.bootstrapServers(), Map.of());
    }

    @AfterEach
    void close() {
        histories.close();
        kafka.deleteTopics(List.of(history, copy, history + "-2"));
    }

    private static String ofServer(String server, int number) {
        return OF_MYSQL.replace("{\"server\":\"dbserver1\"}", "{\"server\":\"" + server + "\"}")
                .replace("154", "" + number);
    }

    private void write(String topic, List<@Nullable String> values) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        kafka.bootstrapServers(),
                        "max.in.flight.requests.per.connection",
                        1,
                        "max.request.size",
                        8_000_000),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            Future<RecordMetadata> last = null;
            for (int i = 0; i < values.size(); i++) {
                String value = values.get(i);
                ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                        topic,
                        0,
                        1_600_000_000_000L + i,
                        i % 7 == 3 ? new byte[] {0, (byte) i} : null,
                        value == null ? null : value.getBytes(UTF_8));
                record.headers().add("n", new byte[] {(byte) i}).add("n", new byte[0]);
                last = producer.send(record);
            }
            if (last != null) {
                last.get();
            }
        }
    }

    private static List<@Nullable String> records(int count) {
        List<@Nullable String> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            records.add(i % 11 == 5 ? null : ofServer("dbserver1", i));
        }
        return records;
    }

    /** {@return all that a consumer sees of the records of a topic, beside their offsets} */
    private List<String> read(String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "auto.offset.reset", "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            List<String> records = new ArrayList<>();
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> records.add(text(record)));
            }
            return records;
        }
    }

    private static String text(ConsumerRecord<byte[], byte[]> record) {
        StringBuilder text =
                new StringBuilder(record.timestamp() + " " + text(record.key()) + " " + text(record.value()));
        record.headers()
                .forEach(header ->
                        text.append(" ").append(header.key()).append("=").append(text(header.value())));
        return text.toString();
    }

    private static String text(byte @Nullable [] bytes) {
        return bytes == null ? "null" : new String(bytes, UTF_8);
    }

    private String config(String topic, String key) throws Exception {
        try (Admin admin = kafka.admin()) {
            ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
            return requireNonNull(
                            admin.describeConfigs(List.of(resource)).all().get().get(resource))
                    .get(key)
                    .value();
        }
    }

    @Test
    void a_history_is_copied_whole_in_order_and_byte_for_byte() throws Exception {
        kafka.createTopic(history, 1);
        write(history, records(2_000));

        assertThat(histories.copy(history, copy)).isEqualTo(2_000);

        assertThat(read(copy)).hasSize(2_000).isEqualTo(read(history));
        assertThat(config(copy, "cleanup.policy")).isEqualTo("delete");
        assertThat(config(copy, "retention.ms")).isEqualTo("-1");
        assertThat(config(copy, "retention.bytes")).isEqualTo("-1");
        assertThat(histories.copy(history, copy)).isEqualTo(2_000);
        assertThat(read(copy)).hasSize(2_000);
    }

    @Test
    void a_server_gets_another_name_in_every_record_and_nowhere_else() throws Exception {
        kafka.createTopic(history, 1);
        write(history, records(50));
        assertThat(histories.sources(history)).isEqualTo(Map.of(Map.of("server", "dbserver1"), 45L, Map.of(), 5L));

        assertThat(histories.copy(List.of(history), copy, HistoryRename.server("dbserver1", "inventory")))
                .isEqualTo(50);

        assertThat(read(copy))
                .isEqualTo(read(history).stream()
                        .map(record -> record.replace(
                                "{\"server\":\"dbserver1\"},\"position\"", "{\"server\":\"inventory\"},\"position\""))
                        .toList())
                .isNotEqualTo(read(history));
        assertThat(histories.sources(copy)).isEqualTo(Map.of(Map.of("server", "inventory"), 45L, Map.of(), 5L));
    }

    @Test
    void histories_of_several_connectors_become_one() throws Exception {
        kafka.createTopic(history, 1);
        kafka.createTopic(history + "-2", 1);
        write(history, List.of("{\"source\":{\"server\":\"s\",\"database\":\"db1\"},\"ddl\":\"1\"}"));
        write(history + "-2", List.of("{\"source\":{\"server\":\"s\",\"database\":\"db2\"},\"ddl\":\"2\"}"));

        assertThat(histories.copy(List.of(history, history + "-2"), copy, HistoryRename.database("db2", "DB2")))
                .isEqualTo(2);

        assertThat(histories.sources(copy))
                .isEqualTo(Map.of(
                        Map.of("server", "s", "database", "db1"), 1L, Map.of("server", "s", "database", "DB2"), 1L));
    }

    @Test
    void a_copy_that_was_interrupted_is_continued() throws Exception {
        kafka.createTopic(history, 1);
        write(history, records(30));
        kafka.createTopic(copy, 1);
        write(copy, records(12));

        assertThat(histories.copy(history, copy)).isEqualTo(30);

        assertThat(read(copy)).isEqualTo(read(history));
    }

    @Test
    void a_topic_with_anything_else_is_left_as_it_is() throws Exception {
        kafka.createTopic(history, 1);
        write(history, records(3));
        kafka.createTopic(copy, 1);
        write(copy, List.of(ofServer("other", 0)));
        List<String> before = read(copy);

        assertThatThrownBy(() -> histories.copy(history, copy))
                .isInstanceOf(OffsetTransportException.class)
                .hasMessageContaining("not the beginning of the copy")
                .hasMessageContaining("nothing was written");
        write(copy, records(4));
        assertThatThrownBy(() -> histories.copy(history, copy)).isInstanceOf(OffsetTransportException.class);

        assertThat(read(copy)).hasSize(before.size() + 4).startsWith(before.get(0));
    }

    @Test
    void names_that_are_not_there_or_there_already_are_refused() throws Exception {
        kafka.createTopic(history, 1);
        write(history, List.of(ofServer("a", 1), ofServer("b", 2)));

        assertThatThrownBy(() -> histories.copy(List.of(history), copy, HistoryRename.server("c", "d")))
                .isInstanceOf(OffsetTransportException.class)
                .hasMessageContaining("no record has the server 'c'");
        assertThatThrownBy(() -> histories.copy(List.of(history), copy, HistoryRename.server("a", "b")))
                .isInstanceOf(OffsetTransportException.class)
                .hasMessageContaining("two histories would become one");
    }

    @Test
    void a_history_that_has_lost_its_beginning_is_refused() throws Exception {
        kafka.createTopic(history, 1);
        write(history, records(5));
        try (Admin admin = kafka.admin()) {
            admin.deleteRecords(Map.of(new TopicPartition(history, 0), RecordsToDelete.beforeOffset(2)))
                    .all()
                    .get();
        }

        assertThatThrownBy(() -> histories.copy(history, copy))
                .isInstanceOf(OffsetTransportException.class)
                .hasMessageContaining("first 2 records have been deleted");
        assertThat(histories.sources(history)).isEqualTo(Map.of(Map.of("server", "dbserver1"), 3L));
    }

    @Test
    void a_history_that_does_not_exist_or_has_several_partitions_is_none() {
        assertThatThrownBy(() -> histories.sources(history))
                .isInstanceOf(OffsetTransportException.class)
                .hasMessageContaining("there is no such topic");
        kafka.createTopic(history, 2);
        assertThatThrownBy(() -> histories.copy(history, copy))
                .isInstanceOf(OffsetTransportException.class)
                .hasMessageContaining("2 partitions");
    }

    @Test
    void large_records_fit_into_the_copy_as_they_did_into_the_history() throws Exception {
        kafka.createTopic(history, 1, Map.of("max.message.bytes", "5000000"));
        write(history, List.of(ofServer("dbserver1", 1) + " ".repeat(3_000_000), ofServer("dbserver1", 2)));

        assertThat(histories.copy(history, copy)).isEqualTo(2);

        assertThat(read(copy)).isEqualTo(read(history));
    }
}
