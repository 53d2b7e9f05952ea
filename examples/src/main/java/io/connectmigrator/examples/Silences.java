package io.connectmigrator.examples;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * The longest times without a record of each key, in a topic of one partition whose records have the broker's time, from a
 * moment until another.
 */
final class Silences implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);

    private final TopicPartition partition;
    private final Consumer<String, String> consumer;
    private final Map<String, Long> last = new HashMap<>();
    private final Map<String, Long> longest = new HashMap<>();

    /** Begins now. */
    Silences(String bootstrapServers, String topic, Collection<String> keys) {
        this.partition = new TopicPartition(topic, 0);
        this.consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringDeserializer(), new StringDeserializer());
        consumer.assign(List.of(partition));
        consumer.seekToEnd(List.of(partition));
        consumer.position(partition);
        long now = System.currentTimeMillis();
        keys.forEach(key -> last.put(key, now));
    }

    /** Ends now; {@return the longest silence of any key} */
    Duration longest() {
        long now = System.currentTimeMillis();
        long end = consumer.endOffsets(List.of(partition)).values().iterator().next();
        while (consumer.position(partition) < end) {
            consumer.poll(POLL).forEach(this::accept);
        }
        last.forEach((key, time) -> longest.merge(key, now - time, Math::max));
        return Duration.ofMillis(
                longest.values().stream().mapToLong(Long::longValue).max().orElseThrow());
    }

    private void accept(ConsumerRecord<String, String> record) {
        Long before = last.put(record.key(), record.timestamp());
        if (before != null) {
            longest.merge(record.key(), record.timestamp() - before, Math::max);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
