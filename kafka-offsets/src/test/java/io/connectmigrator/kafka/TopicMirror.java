package io.connectmigrator.kafka;

import io.connectmigrator.lab.Broker;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Copies records of a topic to another broker as MirrorMaker does, and writes offset syncs in its form; which records, and how often,
 * the test says.
 */
final class TopicMirror implements AutoCloseable {

    static final String SYNCS = "mm2-offset-syncs.europe.internal";

    /** Recent enough for the default retention, and before the clock of the brokers. */
    private static final long BEGIN = System.currentTimeMillis() - 3_600_000;

    private final Broker from;
    private final KafkaProducer<byte[], byte[]> copies;
    private final KafkaProducer<byte[], byte[]> syncs;
    private final List<Future<RecordMetadata>> sent = new ArrayList<>();

    TopicMirror(Broker from, Broker to) {
        this.from = from;
        this.copies = producer(to, Map.of());
        this.syncs = producer(from, Map.of());
    }

    static KafkaProducer<byte[], byte[]> producer(Broker broker, Map<String, Object> more) {
        Map<String, Object> properties = new HashMap<>(more);
        properties.put("bootstrap.servers", broker.bootstrapServers());
        properties.put("linger.ms", 5);
        return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Writes records with these numbers as values, one a millisecond. */
    void write(Broker broker, String topic, int partition, int first, int end) {
        try (KafkaProducer<byte[], byte[]> producer = producer(broker, Map.of())) {
            for (int i = first; i < end; i++) {
                send(producer, record(topic, partition, i));
            }
        }
        flush();
    }

    /** Sends a record; {@link #flush} waits for the answer. */
    void send(KafkaProducer<byte[], byte[]> producer, ProducerRecord<byte[], byte[]> record) {
        sent.add(producer.send(record));
    }

    static ProducerRecord<byte[], byte[]> record(String topic, int partition, int number) {
        byte[] value = String.valueOf(number).getBytes(StandardCharsets.UTF_8);
        byte[] key = String.valueOf(number % 10).getBytes(StandardCharsets.UTF_8);
        return new ProducerRecord<>(topic, partition, BEGIN + number, key, value);
    }

    /** Copies the records with offsets from one up to another, with a sync for every this many of them, 0 for none. */
    void copy(String topic, int partition, long first, long end, int everySync) {
        int count = 0;
        for (ConsumerRecord<byte[], byte[]> record : records(from, topic, partition, first)) {
            if (record.offset() < end) {
                Future<RecordMetadata> written = copies.send(new ProducerRecord<>(
                        topic, partition, record.timestamp(), record.key(), record.value(), record.headers()));
                sent.add(written);
                if (everySync > 0 && count++ % everySync == 0) {
                    sync(topic, partition, record.offset(), offset(written));
                }
            }
        }
        flush();
    }

    void flush() {
        copies.flush();
        syncs.flush();
        sent.forEach(TopicMirror::offset);
        sent.clear();
    }

    private static long offset(Future<RecordMetadata> written) {
        try {
            return written.get().offset();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    void sync(String topic, int partition, long upstream, long downstream) {
        byte[] name = topic.getBytes(StandardCharsets.UTF_8);
        ByteBuffer key = ByteBuffer.allocate(6 + name.length)
                .putShort((short) name.length)
                .put(name)
                .putInt(partition);
        ByteBuffer value = ByteBuffer.allocate(16).putLong(upstream).putLong(downstream);
        send(syncs, new ProducerRecord<>(SYNCS, 0, key.array(), value.array()));
    }

    /** {@return all records of a partition from an offset, those of open and aborted transactions too} */
    static List<ConsumerRecord<byte[], byte[]>> records(Broker broker, String topic, int partition, long first) {
        TopicPartition of = new TopicPartition(topic, partition);
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
        Map<String, Object> properties = Map.of(
                "bootstrap.servers", broker.bootstrapServers(), "max.poll.records", 100_000, "fetch.max.wait.ms", 20);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(of));
            long end = consumer.endOffsets(List.of(of)).getOrDefault(of, 0L);
            consumer.seek(of, first);
            while (consumer.position(of) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(found::add);
            }
        }
        return found;
    }

    static List<Integer> numbers(Broker broker, String topic, int partition, long first) {
        return records(broker, topic, partition, first).stream()
                .map(record -> Integer.valueOf(new String(record.value(), StandardCharsets.UTF_8)))
                .toList();
    }

    @Override
    public void close() {
        copies.close();
        syncs.close();
    }
}
