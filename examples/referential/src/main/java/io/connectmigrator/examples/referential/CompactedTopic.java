package io.connectmigrator.examples.referential;

import static java.util.Objects.requireNonNull;

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
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
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

    /** Enough to abort an open transaction, for which readers would wait. */
    private static final Duration CLOSE = Duration.ofSeconds(1);

    /** How long readers wait if a process dies while it writes; brokers look every ten seconds. */
    private static final int LONGEST_TRANSACTION_MS = 10_000;

    /** How often a change is tried that fails other than by a rival. */
    private static final int MOST_FAILURES = 3;

    private final String topic;
    private final String keys;
    private final Map<String, Object> settings;
    private final TopicPartition partition;
    private final Consumer<String, String> consumer;
    private final Consumer<String, String> ends;
    private final Map<String, String> values = new HashMap<>();

    private @Nullable Producer<String, String> producer;

    /** Takes what Kafka's clients need, and how the keys begin; other records of the topic are ignored. */
    CompactedTopic(String topic, String keys, Map<String, Object> settings) {
        this.topic = topic;
        this.keys = keys;
        this.settings = settings;
        this.partition = new TopicPartition(topic, 0);
        createIfMissing();
        this.consumer = consumer(Map.of("isolation.level", "read_committed", "auto.offset.reset", "earliest"));
        this.ends = consumer(Map.of("isolation.level", "read_uncommitted"));
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
     * Changes a value. The function may be called again, if another process was faster or it is not known whether the change was
     * made; it gets null where there is no value and returns null to delete it. What it throws leaves everything as it was.
     *
     * @return the new value
     */
    synchronized Optional<String> change(String key, Function<@Nullable String, @Nullable String> change) {
        int failures = 0;
        while (true) {
            try {
                return Optional.ofNullable(changeOnce(keys + key, change));
            } catch (ProducerFencedException | InvalidProducerEpochException e) {
                closeProducer();
            } catch (KafkaException e) {
                // Another process that begins in the middle of a commit may also show as an error of the coordinator.
                closeProducer();
                if (++failures == MOST_FAILURES) {
                    throw e;
                }
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
            producer = newProducer();
        }
        return producer;
    }

    private Producer<String, String> newProducer() {
        Producer<String, String> opened = new KafkaProducer<>(
                with(Map.of("transactional.id", topic + "-store", "transaction.timeout.ms", LONGEST_TRANSACTION_MS)),
                new StringSerializer(),
                new StringSerializer());
        try {
            opened.initTransactions();
            return opened;
        } catch (RuntimeException e) {
            opened.close(Duration.ZERO);
            throw e;
        }
    }

    private void closeProducer() {
        if (producer != null) {
            producer.close(CLOSE);
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

    /** {@return the end of the topic itself: for one of committed records it is the beginning of the first open transaction} */
    private long end() {
        return requireNonNull(ends.endOffsets(List.of(partition)).get(partition));
    }

    private Consumer<String, String> consumer(Map<String, Object> more) {
        return new KafkaConsumer<>(with(more), new StringDeserializer(), new StringDeserializer());
    }

    private void createIfMissing() {
        NewTopic compacted = new NewTopic(topic, Optional.of(1), Optional.empty());
        try (Admin admin = Admin.create(settings)) {
            admin.createTopics(List.of(compacted.configs(Map.of("cleanup.policy", "compact"))))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException("creating the topic " + topic + " failed", e.getCause());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while creating the topic " + topic, e);
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
        ends.close();
    }
}
