package io.connectmigrator.kafka.internal.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** Writes records to topics with one producer, which is kept until it fails. Thread-safe; one write at a time. */
public final class TopicWriter implements AutoCloseable {

    private final KafkaCluster cluster;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable KafkaProducer<byte[], byte[]> producer;

    public TopicWriter(KafkaCluster cluster) {
        this.cluster = cluster;
    }

    /**
     * Writes the records in their order, and returns when all in-sync replicas have all of them. When it fails, some may have
     * been written.
     */
    public void write(String tried, List<ProducerRecord<byte[], byte[]>> records) {
        if (records.isEmpty()) {
            return;
        }
        AtomicInteger acknowledged = new AtomicInteger();
        try {
            lock.lockInterruptibly();
            try {
                send(records, acknowledged);
            } finally {
                lock.unlock();
            }
        } catch (ExecutionException | InterruptedException | KafkaException e) {
            throw KafkaFailures.of(
                    tried, acknowledged + " of " + records.size() + " records were acknowledged; call again", e);
        }
    }

    private void send(List<ProducerRecord<byte[], byte[]>> records, AtomicInteger acknowledged)
            throws ExecutionException, InterruptedException {
        KafkaProducer<byte[], byte[]> open = producer();
        boolean done = false;
        try {
            List<Future<RecordMetadata>> answers = new ArrayList<>();
            for (ProducerRecord<byte[], byte[]> record : records) {
                answers.add(open.send(record, (metadata, failure) -> {
                    if (failure == null) {
                        acknowledged.incrementAndGet();
                    }
                }));
            }
            open.flush();
            for (Future<RecordMetadata> answer : answers) {
                answer.get();
            }
            done = true;
        } finally {
            if (!done) {
                // Records that are not sent yet must not be written later, after those of others.
                close();
            }
        }
    }

    private KafkaProducer<byte[], byte[]> producer() {
        KafkaProducer<byte[], byte[]> open = producer;
        if (open == null) {
            open = cluster.clients().producer();
            producer = open;
        }
        return open;
    }

    @Override
    public void close() {
        KafkaProducer<byte[], byte[]> open = producer;
        producer = null;
        if (open != null) {
            open.close(Duration.ZERO);
        }
    }
}
