package io.connectmigrator.kafka.internal.journal;

import io.connectmigrator.kafka.internal.client.KafkaFailures;
import io.connectmigrator.offset.OffsetTransportException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.record.TimestampType;

/**
 * The committed records of a journal's topic, and the epochs of its transactional ids: a writer of an older epoch is fenced.
 * Processes reach it through connections, which can be cut.
 */
final class InMemoryLog {

    private final List<ConsumerRecord<byte[], byte[]>> committed = new ArrayList<>();
    private final Map<String, Integer> epochs = new HashMap<>();
    private RuntimeException fence = new ProducerFencedException("fenced");

    /** {@return the connection of another process} */
    Connection connect() {
        return new Connection();
    }

    int size() {
        return committed.size();
    }

    /** {@return how many transactional ids have ever been used} */
    int transactionalIds() {
        return epochs.size();
    }

    /** Sets what a fenced writer is told. */
    void fenceWith(RuntimeException newFence) {
        fence = newFence;
    }

    private JournalView view() {
        JournalView view = new JournalView();
        committed.forEach(record -> JournalRecords.read(record, view));
        return view;
    }

    private void append(ProducerRecord<byte[], byte[]> record) {
        committed.add(new ConsumerRecord<>(
                record.topic(),
                0,
                committed.size(),
                0,
                TimestampType.CREATE_TIME,
                0,
                0,
                record.key(),
                record.value(),
                record.headers(),
                Optional.empty()));
    }

    /** What one process sees of the log. */
    final class Connection implements JournalLog {

        private boolean reachable = true;
        private boolean losesNextAnswer;
        private Runnable beforeNextWrite = () -> {};
        private Runnable beforeNextFence = () -> {};

        void setReachable(boolean reachable) {
            this.reachable = reachable;
        }

        /** The next write is committed, but its answer is lost. */
        void loseNextAnswer() {
            losesNextAnswer = true;
        }

        /** Does something else right before the next write. */
        void beforeNextWrite(Runnable action) {
            beforeNextWrite = action;
        }

        /** Does something else right before others are fenced next. */
        void beforeNextFence(Runnable action) {
            beforeNextFence = action;
        }

        @Override
        public String name() {
            return "journal";
        }

        @Override
        public void prepare() {
            requireReachable("preparing");
        }

        @Override
        public <T> T read(String tried, Function<JournalView, T> function) {
            requireReachable(tried);
            return function.apply(view());
        }

        @Override
        public Writer writer(String transactionalId) {
            return new EpochWriter(this, transactionalId);
        }

        @Override
        public void fence(String tried, List<String> transactionalIds) {
            requireReachable(tried);
            Runnable before = beforeNextFence;
            beforeNextFence = () -> {};
            before.run();
            transactionalIds.forEach(id -> epochs.merge(id, 1, Integer::sum));
        }

        private void requireReachable(String tried) {
            if (!reachable) {
                throw KafkaFailures.of(tried, "nothing was written", new TimeoutException("cut off"));
            }
        }

        @Override
        public String toString() {
            return "the journal in memory";
        }
    }

    private final class EpochWriter implements JournalLog.Writer {

        private final Connection connection;
        private final String transactionalId;
        private int epoch;
        private boolean open;

        private EpochWriter(Connection connection, String transactionalId) {
            this.connection = connection;
            this.transactionalId = transactionalId;
        }

        @Override
        public boolean isOpen() {
            return open;
        }

        @Override
        public void open(String tried) {
            connection.requireReachable(tried);
            epoch = epochs.merge(transactionalId, 1, Integer::sum);
            open = true;
        }

        @Override
        public long write(String tried, List<ProducerRecord<byte[], byte[]>> records) {
            Runnable before = connection.beforeNextWrite;
            connection.beforeNextWrite = () -> {};
            before.run();
            if (!open) {
                throw new IllegalStateException("the writer is not open");
            }
            try {
                connection.requireReachable(tried);
                if (epochs.getOrDefault(transactionalId, 0) != epoch) {
                    throw KafkaFailures.of(tried, "nothing was written", fence);
                }
                long offset = committed.size();
                records.forEach(InMemoryLog.this::append);
                if (connection.losesNextAnswer) {
                    connection.losesNextAnswer = false;
                    throw KafkaFailures.of(tried, JournalWriter.OUTCOME_UNKNOWN, new TimeoutException("no answer"));
                }
                return offset;
            } catch (OffsetTransportException e) {
                close();
                throw e;
            }
        }

        @Override
        public void close() {
            open = false;
        }
    }
}
