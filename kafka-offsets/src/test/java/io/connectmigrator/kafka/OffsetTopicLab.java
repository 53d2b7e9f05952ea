package io.connectmigrator.kafka;

import io.connectmigrator.lab.Broker;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/** A topic as a worker would have it, written and read with plain clients, so that it can tell on what is under test. */
public final class OffsetTopicLab implements AutoCloseable {

    public static final int PARTITIONS = 5;

    private final Broker kafka;
    private final String name;
    private final KafkaProducer<String, String> producer;
    private final KafkaOffsets offsets;

    private OffsetTopicLab(Broker kafka, String name) {
        this.kafka = kafka;
        this.name = name;
        // The topic is new: its leader may refuse the first batch and take the second, and then the first can never be
        // sent.
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "max.in.flight.requests.per.connection", 1),
                new StringSerializer(),
                new StringSerializer());
        this.offsets = builder().build();
    }

    public static OffsetTopicLab on(Broker kafka) {
        return on(kafka, PARTITIONS, "compact");
    }

    public static OffsetTopicLab on(Broker kafka, int partitions, String cleanupPolicy) {
        String name = "offsets-" + System.nanoTime();
        create(kafka, name, partitions, cleanupPolicy);
        return new OffsetTopicLab(kafka, name);
    }

    private static void create(Broker kafka, String name, int partitions, String cleanupPolicy) {
        kafka.createTopic(name, partitions, Map.of("cleanup.policy", cleanupPolicy));
    }

    /** Deletes the topic and makes another of the same name. */
    public void recreate() {
        try (Admin admin = kafka.admin()) {
            await(admin.deleteTopics(List.of(name)).all());
        }
        create(kafka, name, PARTITIONS, "compact");
    }

    public String name() {
        return name;
    }

    public KafkaOffsetsBuilder builder() {
        return KafkaOffsets.builder(kafka.bootstrapServers()).offsetTopic(name);
    }

    public KafkaOffsets offsets() {
        return offsets;
    }

    /** Writes where Kafka itself puts the key, as a worker does. */
    public RecordMetadata put(String key, @Nullable String value) {
        return send(new ProducerRecord<>(name, key, value));
    }

    public RecordMetadata putAt(int partition, String key, @Nullable String value) {
        return send(new ProducerRecord<>(name, partition, key, value));
    }

    public RecordMetadata putAsOf(long timestamp, String key, String value) {
        return send(new ProducerRecord<>(name, null, timestamp, key, value));
    }

    /** Writes many records, where Kafka itself puts their keys. */
    public void putAll(IntStream numbers, IntFunction<String> key, IntFunction<String> value) {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        numbers.forEach(i -> sent.add(producer.send(new ProducerRecord<>(name, key.apply(i), value.apply(i)))));
        sent.forEach(OffsetTopicLab::await);
    }

    /** {@return how many records, those of a transaction's end included, were ever written to it} */
    public long end() {
        try (Admin admin = kafka.admin()) {
            Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
            for (int partition = 0; partition < PARTITIONS; partition++) {
                ends.put(new TopicPartition(name, partition), OffsetSpec.latest());
            }
            return await(admin.listOffsets(ends).all()).values().stream()
                    .mapToLong(ListOffsetsResultInfo::offset)
                    .sum();
        }
    }

    private RecordMetadata send(ProducerRecord<String, String> record) {
        return send(producer, record);
    }

    private static RecordMetadata send(KafkaProducer<String, String> producer, ProducerRecord<String, String> record) {
        return await(producer.send(record));
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@return a partition to which Kafka would not send the key} */
    public static int otherPartition(String key) {
        return (defaultPartition(key) + 1) % PARTITIONS;
    }

    public static int defaultPartition(String key) {
        return Utils.toPositive(Utils.murmur2(key.getBytes(StandardCharsets.UTF_8))) % PARTITIONS;
    }

    /** {@return the last value of each key that is in a partition, a tombstone as empty} */
    public Map<String, Optional<String>> read(int partition) {
        return readAll().getOrDefault(partition, Map.of());
    }

    /** {@return the last value of each key that is live in its partition} */
    public Map<String, String> live() {
        Map<String, String> live = new LinkedHashMap<>();
        readAll()
                .values()
                .forEach(partition -> partition.forEach((key, value) -> value.ifPresent(text -> live.put(key, text))));
        return live;
    }

    private Map<Integer, Map<String, Optional<String>>> readAll() {
        Map<Integer, Map<String, Optional<String>>> last = new TreeMap<>();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", kafka.bootstrapServers(),
                        "auto.offset.reset", "earliest",
                        "isolation.level", "read_committed",
                        "fetch.max.wait.ms", "20",
                        "enable.auto.commit", "false"),
                new StringDeserializer(),
                new StringDeserializer())) {
            List<TopicPartition> left = new ArrayList<>();
            consumer.partitionsFor(name).forEach(info -> left.add(new TopicPartition(name, info.partition())));
            consumer.assign(left);
            Map<TopicPartition, Long> ends = consumer.endOffsets(left);
            while (!left.isEmpty()) {
                consumer.poll(Duration.ofMillis(50))
                        .forEach(record -> last.computeIfAbsent(record.partition(), partition -> new LinkedHashMap<>())
                                .put(record.key(), Optional.ofNullable(record.value())));
                left.removeIf(partition -> consumer.position(partition) >= ends.getOrDefault(partition, 0L));
            }
        }
        return last;
    }

    @Override
    public void close() {
        offsets.close();
        producer.close(Duration.ZERO);
    }

    /** Begins a transaction in which the topic is written. */
    public Transaction begin(String id) {
        return new Transaction(id + "-" + name);
    }

    /** A transaction that stays open until it is ended. */
    public final class Transaction implements AutoCloseable {

        private final KafkaProducer<String, String> producer;

        private Transaction(String id) {
            producer = new KafkaProducer<>(
                    Map.of("bootstrap.servers", kafka.bootstrapServers(), "transactional.id", id),
                    new StringSerializer(),
                    new StringSerializer());
            producer.initTransactions();
            producer.beginTransaction();
        }

        public void put(String key, String value) {
            send(producer, new ProducerRecord<>(name, key, value));
        }

        public void commit() {
            producer.commitTransaction();
        }

        public void abort() {
            producer.abortTransaction();
        }

        @Override
        public void close() {
            producer.close(Duration.ZERO);
        }
    }
}
