package io.connectmigrator.examples.referential;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * A map in a compacted topic of one partition, for several processes at once. Every process writes in the name of the same
 * transactional id: a process that begins makes Kafka refuse what the others have not yet written, so a change is made to what the
 * topic says, or not at all. While any transaction is open, a reader waits for its end, since a change that comes after it in the topic
 * may have been committed. Thread-safe.
 */
final class CompactedTopic implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(50);

    private final String topic;
    private final String keys;
    private final Map<String, Object> settings;
    private final TopicPartition partition;
    private final Admin admin;
    private final Consumer<String, String> consumer;
    private final Map<String, String> values = new HashMap<>();

    private @Nullable Producer<String, String> producer;

    /** Takes what Kafka's clients need, and how the keys begin; other records of the topic are ignored. */
    CompactedTopic(String topic, String keys, Map<String, Object> settings) {
        this.topic = topic;
        this.keys = keys;
        this.settings = settings;
        this.partition = new TopicPartition(topic, 0);
        this.admin = Admin.create(settings);
        createIfMissing();
        this.consumer = new KafkaConsumer<>(
                with(Map.of("isolation.level", "read_committed", "auto.offset.reset", "earliest")),
                new StringDeserializer(),
                new StringDeserializer());
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
    }

    /** {@return what the topic says of a key now} */
    synchronized Optional<String> get(String key) {
        readToEnd();
        return Optional.ofNullable(values.get(keys + key));
    }

    /** {@return all values that are there now} */
    synchronized List<String> all() {
        readToEnd();
        return new ArrayList<>(values.values());
    }

    /**
     * Changes a value. The function may be called again if another process was faster; it gets null where there is no value
     * and returns null to delete it. What it throws leaves everything as it was.
     *
     * @return the new value
     */
    synchronized Optional<String> change(String key, Function<@Nullable String, @Nullable String> change) {
        while (true) {
            try {
                return Optional.ofNullable(changeOnce(keys + key, change));
            } catch (ProducerFencedException | InvalidProducerEpochException e) {
                closeProducer();
            }
        }
    }

    private @Nullable String changeOnce(String key, Function<@Nullable String, @Nullable String> change) {
        Producer<String, String> writing = producer();
        writing.beginTransaction();
        boolean written = false;
        try {
            readToEnd();
            String before = values.get(key);
            String after = change.apply(before);
            if (!Objects.equals(before, after)) {
                // The commit fails if this does.
                Future<?> unused = writing.send(new ProducerRecord<>(topic, 0, key, after));
                writing.commitTransaction();
                written = true;
            }
            return after;
        } finally {
            if (!written) {
                abort(writing);
            }
        }
    }

    private void abort(Producer<String, String> writing) {
        try {
            writing.abortTransaction();
        } catch (RuntimeException e) {
            // What has gone wrong before is thrown; with this one, nothing more can be written.
            closeProducer();
        }
    }

    private Producer<String, String> producer() {
        if (producer == null) {
            producer = new KafkaProducer<>(
                    with(Map.of("transactional.id", topic + "-store")), new StringSerializer(), new StringSerializer());
            producer.initTransactions();
        }
        return producer;
    }

    private void closeProducer() {
        if (producer != null) {
            producer.close(Duration.ZERO);
            producer = null;
        }
    }

    private void readToEnd() {
        long end = end();
        while (consumer.position(partition) < end) {
            consumer.poll(POLL).forEach(record -> {
                if (record.key().startsWith(keys) && record.value() == null) {
                    values.remove(record.key());
                } else if (record.key().startsWith(keys)) {
                    values.put(record.key(), record.value());
                }
            });
        }
    }

    /** {@return the end of the topic itself: that which the consumer knows is the beginning of the first open transaction} */
    private long end() {
        OffsetSpec latest = OffsetSpec.latest();
        return await(
                        "reading the end of",
                        admin.listOffsets(Map.of(partition, latest)).partitionResult(partition))
                .offset();
    }

    private void createIfMissing() {
        NewTopic compacted = new NewTopic(topic, Optional.of(1), Optional.empty());
        try {
            await(
                    "creating",
                    admin.createTopics(List.of(compacted.configs(Map.of("cleanup.policy", "compact"))))
                            .all());
        } catch (IllegalStateException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    private <T> T await(String tried, KafkaFuture<T> answer) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(tried + " the topic " + topic + " failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + tried + " the topic " + topic, e);
        }
    }

    private Map<String, Object> with(Map<String, Object> more) {
        Map<String, Object> all = new HashMap<>(settings);
        all.putAll(more);
        return all;
    }

    @Override
    public synchronized void close() {
        closeProducer();
        consumer.close();
        admin.close();
    }
}
