package io.connectmigrator.kafka.internal.journal;

import io.connectmigrator.kafka.internal.client.KafkaCluster;
import io.connectmigrator.kafka.internal.client.KafkaFailures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.jspecify.annotations.Nullable;

/**
 * Writes records in transactions of their own, all or none of them, until another begins with the same transactional
 * id. After any failure it has to be opened again. Not thread-safe.
 */
final class JournalWriter implements AutoCloseable {

    /** What is the case when no answer has come to a commit. */
    static final String OUTCOME_UNKNOWN = "the journal says what it said before, or what was to be written";

    /** Enough to abort what was begun, if the brokers answer. */
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

    private static final Duration SHORTEST_TRANSACTION = Duration.ofSeconds(10);

    private final KafkaCluster cluster;
    private final String transactionalId;
    private final Duration transactionTimeout;
    private @Nullable KafkaProducer<byte[], byte[]> producer;

    /** Takes how long a transaction may stay open, and hold up the readers, if its writer is no more. */
    JournalWriter(KafkaCluster cluster, String transactionalId, Duration transactionTimeout) {
        this.cluster = cluster;
        this.transactionalId = transactionalId;
        this.transactionTimeout =
                transactionTimeout.compareTo(SHORTEST_TRANSACTION) < 0 ? SHORTEST_TRANSACTION : transactionTimeout;
    }

    boolean isOpen() {
        return producer != null;
    }

    /** Shuts out an earlier writer with this transactional id. What it has not committed is aborted. */
    void open(String tried) {
        close();
        KafkaProducer<byte[], byte[]> opened =
                cluster.clients().producer(transactionalId, transactionTimeout, JournalTopic.LARGEST_RECORD);
        producer = opened;
        try {
            opened.initTransactions();
        } catch (KafkaException e) {
            close();
            throw KafkaFailures.of(tried, "nothing was written", meaningOf(e));
        }
    }

    /** Writes the records, and returns when they can be read. */
    void write(String tried, List<ProducerRecord<byte[], byte[]>> records) {
        KafkaProducer<byte[], byte[]> open = producer;
        if (open == null) {
            throw new IllegalStateException("it is not open");
        }
        String state = "nothing was written";
        try {
            send(open, records);
            state = OUTCOME_UNKNOWN;
            open.commitTransaction();
        } catch (ExecutionException | InterruptedException | KafkaException e) {
            close();
            throw KafkaFailures.of(tried, state, meaningOf(e));
        }
    }

    private static void send(KafkaProducer<byte[], byte[]> open, List<ProducerRecord<byte[], byte[]>> records)
            throws ExecutionException, InterruptedException {
        open.beginTransaction();
        List<Future<RecordMetadata>> answers = new ArrayList<>();
        for (ProducerRecord<byte[], byte[]> record : records) {
            answers.add(open.send(record));
        }
        for (Future<RecordMetadata> answer : answers) {
            answer.get();
        }
    }

    /** {@return whether it was the end of a writer, whose transactional id another has, or whose transaction took too long} */
    static boolean isFenced(@Nullable Throwable failure) {
        return failure != null
                && (failure instanceof ProducerFencedException
                        || failure instanceof InvalidProducerEpochException
                        || isFenced(failure.getCause()));
    }

    /** A producer that has failed once says only that it has failed, and passes the reason on. */
    private static Throwable meaningOf(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure.getClass() == KafkaException.class && cause != null ? meaningOf(cause) : failure;
    }

    @Override
    public void close() {
        KafkaProducer<byte[], byte[]> open = producer;
        producer = null;
        if (open != null) {
            open.close(CLOSE_TIMEOUT);
        }
    }
}
