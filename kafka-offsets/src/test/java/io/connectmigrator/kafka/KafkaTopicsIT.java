package io.connectmigrator.kafka;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.lab.Broker;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.junit.SharedLaboratory;
import io.connectmigrator.topic.RecordPrefix;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Samples of topics of a real broker. */
@ExtendWith(SharedLaboratory.class)
class KafkaTopicsIT {

    private static final int RECORDS = 1_000;

    private final Broker kafka;
    private final String topic = "sampled-" + System.nanoTime();
    private final KafkaTopics topics;

    KafkaTopicsIT(Laboratory lab) {
        kafka = lab.kafka();
        topics = KafkaTopics.builder(kafka.bootstrapServers()).build();
    }

    @AfterEach
    void close() {
        topics.close();
    }

    private void create(int partitions) throws ExecutionException, InterruptedException {
        try (Admin admin = kafka.admin()) {
            admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1)))
                    .all()
                    .get();
        }
    }

    private void write(int partition, int records) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "max.in.flight.requests.per.connection", 1),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int i = 0; i < records; i++) {
                ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                        topic, partition, new byte[] {0, 0, 0, 0, 1}, text("value " + i + " ".repeat(90)));
                record.headers().add("__value_schema_id", new byte[] {1, 2}).add("other", text("secret"));
                Future<RecordMetadata> unused = producer.send(record);
            }
        }
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<Long> offsets(List<RecordPrefix> sample, int partition) {
        return sample.stream()
                .filter(record -> record.partition() == partition)
                .map(RecordPrefix::offset)
                .toList();
    }

    @Test
    void the_last_records_of_each_partition_and_others_spread_before_them() throws Exception {
        create(2);
        write(0, RECORDS);
        write(1, 30);

        List<RecordPrefix> sample = topics.sample(topic, Map.of(0, 500L), 10, 4);

        assertThat(offsets(sample, 0))
                .startsWith(500L, 622L, 745L, 867L)
                .endsWith(998L, 999L)
                .hasSize(14);
        assertThat(offsets(sample, 1)).startsWith(0L, 5L, 10L, 15L, 20L).hasSize(14);
    }

    @Test
    void a_record_begins_with_21_bytes_and_has_the_headers_of_schemas() throws Exception {
        create(1);
        write(0, 1);

        RecordPrefix record = topics.sample(topic, Map.of(), 10, 4).get(0);

        assertThat(requireNonNull(record.value())).hasSize(RecordPrefix.LENGTH).startsWith(text("value 0"));
        assertThat(record.key()).containsExactly(0, 0, 0, 0, 1);
        assertThat(record.valueSchemaId()).containsExactly(1, 2);
        assertThat(record.keySchemaId()).isNull();
    }

    @Test
    void a_topic_shorter_than_the_sample_is_read_whole_and_each_record_once() throws Exception {
        create(1);
        write(0, 13);

        assertThat(offsets(topics.sample(topic, Map.of(), 10, 20), 0))
                .hasSize(13)
                .doesNotHaveDuplicates();
    }

    @Test
    void an_empty_topic_and_one_that_does_not_exist_have_no_records() throws Exception {
        create(1);

        assertThat(topics.sample(topic, Map.of(), 10, 4)).isEmpty();
        assertThat(topics.sample(topic + "-2", Map.of(), 10, 4)).isEmpty();
        try (Admin admin = kafka.admin()) {
            assertThat(admin.listTopics().names().get()).doesNotContain(topic + "-2");
        }
    }

    @Test
    void offsets_in_kafka_offer_the_topics_of_their_cluster() throws Exception {
        create(1);
        write(0, 3);

        try (KafkaOffsets offsets = KafkaOffsets.builder(kafka.bootstrapServers())
                .offsetTopic("offsets")
                .build()) {
            assertThat(offsets.topics().orElseThrow().sample(topic, Map.of(), 10, 0))
                    .hasSize(3);
        }
    }
}
