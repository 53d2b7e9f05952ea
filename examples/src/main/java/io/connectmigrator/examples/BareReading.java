package io.connectmigrator.examples;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A consumer that reads a topic to its end and does nothing with the records but count them. */
final class BareReading {

    /** What both readings set alike, and as Connect Migrator does by itself; for the rest both go by Kafka's defaults. */
    static final Map<String, Object> PROPERTIES = Map.of(
            "isolation.level",
            "read_committed",
            "fetch.max.wait.ms",
            20,
            "fetch.max.bytes",
            8 * 1024 * 1024,
            "max.poll.records",
            10_000);

    private static final Duration POLL = Duration.ofMillis(100);

    private final String bootstrapServers;
    private final OffsetHistory history;

    BareReading(String bootstrapServers, OffsetHistory history) {
        this.bootstrapServers = bootstrapServers;
        this.history = history;
    }

    /** Reads everything; {@return how long it took, with making the consumer and closing it} */
    Duration read() {
        long start = System.nanoTime();
        long count = 0;
        try (Consumer<byte[], byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = consumer.partitionsFor(history.topic()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                count += consumer.poll(POLL).count();
            }
        }
        if (count != history.records()) {
            throw new IllegalStateException("the topic holds " + count + " records, not " + history.records());
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private Consumer<byte[], byte[]> consumer() {
        Map<String, Object> properties = new HashMap<>(PROPERTIES);
        properties.put("bootstrap.servers", bootstrapServers);
        properties.put("enable.auto.commit", false);
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
