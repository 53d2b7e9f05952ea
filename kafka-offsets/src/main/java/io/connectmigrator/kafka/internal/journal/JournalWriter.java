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
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.jspecify.annotations.Nullable;

/** Writes to a journal's topic with a transactional producer. Not thread-safe. */
final class JournalWriter implements JournalLog.Writer {

    /** The state of the journal when a commit was not answered. */
    static final String OUTCOME_UNKNOWN = "the journal has the old entry or the new one";

    /** Enough to abort an open transaction, if the brokers answer. */
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

    private static final Duration SHORTEST_TRANSACTION = Duration.ofSeconds(10);

    private final KafkaCluster cluster;
    private final String transactionalId;
    private final Duration transactionTimeout;
    private @Nullable KafkaProducer<byte[], byte[]> producer;

    /** Takes how long a transaction may stay open, and delay readers, after its writer has died; at least 10 seconds are used. */
    JournalWriter(KafkaCluster cluster, String transactionalId, Duration transactionTimeout) {
        this.cluster = cluster;
        this.transactionalId = transactionalId;
        this.transactionTimeout =
                transactionTimeout.compareTo(SHORTEST_TRANSACTION) < 0 ? SHORTEST_TRANSACTION : transactionTimeout;
    }

    @Override
    public boolean isOpen() {
        return producer != null;
    }

    @Override
    public void open(String tried) {
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

    @Override
    public long write(String tried, List<ProducerRecord<byte[], byte[]>> records) {
        KafkaProducer<byte[], byte[]> open = producer;
        if (open == null) {
            throw new IllegalStateException("the writer is not open");
        }
        String state = "nothing was written";
        try {
            long offset = send(open, records);
            state = OUTCOME_UNKNOWN;
            open.commitTransaction();
            return offset;
        } catch (ExecutionException | InterruptedException | KafkaException e) {
            close();
            throw KafkaFailures.of(tried, state, meaningOf(e));
        }
    }

    private static long send(KafkaProducer<byte[], byte[]> open, List<ProducerRecord<byte[], byte[]>> records)
            throws ExecutionException, InterruptedException {
        open.beginTransaction();
        List<Future<RecordMetadata>> answers = new ArrayList<>();
        for (ProducerRecord<byte[], byte[]> record : records) {
            answers.add(open.send(record));
        }
        for (Future<RecordMetadata> answer : answers) {
            answer.get();
        }
        return answers.get(0).get().offset();
    }

    /**
     * {@return whether a writer was fenced by another with its transactional id, or because its transaction took too long} In the middle of
     * a commit that may show as an invalid state of the transaction.
     */
    static boolean isFenced(@Nullable Throwable failure) {
        return failure != null
                && (failure instanceof ProducerFencedException
                        || failure instanceof InvalidProducerEpochException
                        || failure instanceof InvalidTxnStateException
                        || isFenced(failure.getCause()));
    }

    /** A producer that has failed once throws an exception without a meaning; its cause has the reason. */
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
