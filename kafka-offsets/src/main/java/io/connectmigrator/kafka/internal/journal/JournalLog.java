package io.connectmigrator.kafka.internal.journal;

import java.util.List;
import java.util.function.Function;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The log of a journal as leases need it: its order, and writers that the log can fence. Thread-safe. */
interface JournalLog {

    /** {@return the topic in which the log is} */
    String name();

    /** Creates the topic if it does not exist, and fails if it would delete entries or a right to it is missing. */
    void prepare();

    /**
     * Reads what any process has committed before this call, and applies a function to it. If a transaction is open, waits for
     * its end, since records after it may have been committed.
     */
    <T> T read(String tried, Function<JournalView, T> function);

    /** {@return a writer with this transactional id, to be opened} */
    Writer writer(String transactionalId);

    /** Fences all writers with these transactional ids: nothing that they write afterwards is committed. */
    void fence(String tried, List<String> transactionalIds);

    /**
     * Writes records in transactions, all or none of them, until it is fenced. After any failure it has to be opened again. Not
     * thread-safe.
     */
    interface Writer extends AutoCloseable {

        boolean isOpen();

        /** Fences an earlier writer with the same transactional id. What that has not committed is aborted. */
        void open(String tried);

        /** Writes the records, and returns when they can be read. {@return the offset of the first one} */
        long write(String tried, List<ProducerRecord<byte[], byte[]>> records);

        @Override
        void close();
    }
}
