package io.connectmigrator.kafka.internal.client;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteBufferDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads partitions of topics up to given ends, with one consumer that is kept between reads. Thread-safe; one read at a time.
 *
 * @param <T> what keys and values are read as
 */
public final class TopicReader<T> implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);

    private final Supplier<Consumer<T, T>> consumers;
    private final Duration timeout;
    private final KafkaTime time;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable Consumer<T, T> consumer;

    /** Makes a reader that creates its consumer when it is first needed. */
    TopicReader(Supplier<Consumer<T, T>> consumers, Duration timeout, KafkaTime time) {
        this.consumers = consumers;
        this.timeout = timeout;
        this.time = time;
    }

    /** {@return a reader with properties of the consumer that overrule those of the cluster} */
    static TopicReader<byte[]> of(KafkaCluster cluster, Map<String, ?> properties) {
        return of(cluster, properties, ByteArrayDeserializer::new);
    }

    /**
     * {@return a reader for records most of which are only looked at: keys and values are not copied} They are parts of the brokers'
     * responses, which stay in memory for as long as one of them is kept.
     */
    static TopicReader<ByteBuffer> scanner(KafkaCluster cluster) {
        return of(cluster, Map.of(), ByteBufferDeserializer::new);
    }

    private static <T> TopicReader<T> of(
            KafkaCluster cluster, Map<String, ?> properties, Supplier<Deserializer<T>> deserializer) {
        return new TopicReader<>(
                () -> cluster.clients().consumer(properties, deserializer), cluster.timeout(), cluster.time());
    }

    /** Takes each record. */
    public interface Handler<T> {

        void handle(ConsumerRecord<T, T> record);
    }

    /**
     * Reads from the positions, which it advances, until each partition has been read to its end. An empty poll does not mean
     * the end, and records that are never returned, such as those of aborted transactions, advance the position too. After a
     * failure the positions are those up to which records have been handled.
     *
     * @throws StalledException if no position has advanced within the timeout of the cluster
     */
    public void read(
            String tried, Map<TopicPartition, Long> positions, Map<TopicPartition, Long> ends, Handler<T> handler) {
        if (left(positions, ends).isEmpty()) {
            return;
        }
        try {
            lock.lockInterruptibly();
        } catch (InterruptedException e) {
            throw KafkaFailures.of(tried, e);
        }
        try {
            readLocked(positions, ends, handler);
        } catch (WakeupException e) {
            throw new IllegalStateException(tried + " ended, because the transport was closed meanwhile", e);
        } catch (KafkaException e) {
            throw KafkaFailures.of(tried, e);
        } finally {
            lock.unlock();
        }
    }

    private void readLocked(Map<TopicPartition, Long> positions, Map<TopicPartition, Long> ends, Handler<T> handler) {
        Consumer<T, T> consumer = consumer();
        Map<TopicPartition, Long> left = left(positions, ends);
        consumer.assign(left.keySet());
        consumer.resume(left.keySet());
        left.keySet().forEach(partition -> consumer.seek(partition, position(positions, partition)));
        long lastProgress = time.nanoTime();
        while (!left.isEmpty()) {
            ConsumerRecords<T, T> records = consumer.poll(POLL);
            records.forEach(handler::handle);
            // A position that advances without a record is noticed when no partition has returned any.
            Set<TopicPartition> candidates = records.isEmpty() ? Set.copyOf(left.keySet()) : records.partitions();
            if (advance(consumer, candidates, positions)) {
                lastProgress = time.nanoTime();
                pauseFinished(consumer, candidates, positions, left);
            } else if (time.nanoTime() - lastProgress > timeout.toNanos()) {
                throw new StalledException(left);
            }
        }
    }

    /** Pauses partitions that are read, or one that keeps growing would make every poll return records. */
    private static void pauseFinished(
            Consumer<?, ?> consumer,
            Set<TopicPartition> candidates,
            Map<TopicPartition, Long> positions,
            Map<TopicPartition, Long> left) {
        for (TopicPartition partition : candidates) {
            Long end = left.get(partition);
            if (end != null && position(positions, partition) >= end) {
                left.remove(partition);
                consumer.pause(Set.of(partition));
            }
        }
    }

    private static boolean advance(
            Consumer<?, ?> consumer, Set<TopicPartition> partitions, Map<TopicPartition, Long> positions) {
        boolean moved = false;
        for (TopicPartition partition : partitions) {
            long before = position(positions, partition);
            long now = position(consumer, partition, before);
            if (now != before) {
                positions.put(partition, now);
                moved = true;
            }
        }
        return moved;
    }

    private static long position(Consumer<?, ?> consumer, TopicPartition partition, long before) {
        try {
            return consumer.position(partition, Duration.ZERO);
        } catch (TimeoutException e) {
            // The position is being fetched again, such as after a change of the leader.
            return before;
        }
    }

    private static long position(Map<TopicPartition, Long> positions, TopicPartition partition) {
        return positions.getOrDefault(partition, 0L);
    }

    private static Map<TopicPartition, Long> left(Map<TopicPartition, Long> positions, Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> left = new HashMap<>(ends);
        left.entrySet().removeIf(end -> position(positions, end.getKey()) >= end.getValue());
        return left;
    }

    private Consumer<T, T> consumer() {
        Consumer<T, T> open = consumer;
        if (open == null) {
            open = consumers.get();
            consumer = open;
        }
        return open;
    }

    @Override
    public void close() {
        Consumer<T, T> open = consumer;
        if (open == null) {
            return;
        }
        open.wakeup();
        lock.lock();
        try {
            open.close();
            consumer = null;
        } finally {
            lock.unlock();
        }
    }
}
