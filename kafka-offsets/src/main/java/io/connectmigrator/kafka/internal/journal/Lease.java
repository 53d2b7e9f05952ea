package io.connectmigrator.kafka.internal.journal;

import io.connectmigrator.journal.Journal;
import io.connectmigrator.journal.JournalEntry;
import io.connectmigrator.journal.JournalException;
import io.connectmigrator.offset.OffsetTransportException;
import java.nio.charset.CharacterCodingException;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lease of this process, through which its entries are written. Every write counts as a heartbeat. Half of the time after
 * which others take over is for writing, the other half for undoing.
 */
final class Lease implements Journal.Claim {

    private static final Logger logger = LoggerFactory.getLogger(Lease.class);

    private static final int HEARTBEATS_PER_TAKE_OVER = 4;

    private final JournalLog log;
    private final JournalRecords records;
    private final LeaseRecord record;
    private final LeaseState state;
    private final JournalLog.Writer writer;
    private final Duration takeOverAfter;
    private final LeaseScheduler scheduler;
    private final LeaseExecutor executor;
    private final TransactionalIds transactionalIds;
    private final Consumer<Lease> onClose;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile long lastHeartbeat;

    /** The versions of entries as far as they are known. Only the executor reads and writes them. */
    private final Map<String, Optional<String>> versions = new HashMap<>();

    /**
     * Takes a lease whose record is in the log.
     *
     * @param writer the writer of the record
     * @param written when writing it began
     * @param transactionalIds gets that of the writer back when the lease is released
     */
    Lease(
            JournalLog log,
            LeaseRecord record,
            JournalLog.Writer writer,
            long written,
            Duration takeOverAfter,
            LeaseScheduler scheduler,
            TransactionalIds transactionalIds,
            Consumer<Lease> onClose) {
        this.log = log;
        this.records = new JournalRecords(log.name());
        this.record = record;
        this.state = new LeaseState(log, record);
        this.writer = writer;
        this.lastHeartbeat = written;
        this.takeOverAfter = takeOverAfter;
        this.scheduler = scheduler;
        this.executor = scheduler.newExecutor();
        this.transactionalIds = transactionalIds;
        this.onClose = onClose;
    }

    Set<String> ids() {
        return record.ids();
    }

    /** Fails unless another has taken the lease over: it is known of a lease of this process that its owner is alive. */
    void requireLost(Set<String> wanted) {
        if (!state.isLost()) {
            throw record.conflict(wanted);
        }
    }

    /** {@return the version of the entry that was written; empty if another version is stored than was expected} */
    Optional<String> save(JournalEntry entry, @Nullable String expectedVersion) {
        String tried = "writing the entry " + entry.id() + " to " + log;
        try {
            List<ProducerRecord<byte[], byte[]>> what =
                    List.of(records.entry(entry), records.heartbeat(record.session()));
            return write(tried, () -> saveNow(tried, entry.id(), what, Optional.ofNullable(expectedVersion)));
        } catch (CharacterCodingException e) {
            throw new JournalException(
                    tried + " failed: its text has half of a character (" + e + "); nothing was written",
                    "Look for a broken character in the partitions and offsets of the connector",
                    e);
        }
    }

    /** Only this lease writes the entry, so what it has written last is the version, unless that write seemed to fail. */
    private Optional<String> saveNow(
            String tried, String id, List<ProducerRecord<byte[], byte[]>> what, Optional<String> expected) {
        Optional<String> stored = versions.computeIfAbsent(id, key -> log.read(tried, view -> view.version(key)));
        if (!stored.equals(expected)) {
            return Optional.empty();
        }
        versions.remove(id);
        Optional<String> written = Optional.of(String.valueOf(writeNow(tried, what)));
        versions.put(id, written);
        return written;
    }

    /** Deletes the records of other leases. */
    void delete(String tried, List<LeaseRecord> others) {
        write(tried, () -> writeNow(tried, records.tombstones(others)));
    }

    private <T> T write(String tried, Supplier<T> write) {
        state.requireNotLost();
        requireNotClosed();
        try {
            return executor.write(tried, timeToWrite(), write);
        } catch (OffsetTransportException e) {
            throw JournalFailures.of(log.name(), e);
        }
    }

    private Duration timeToWrite() {
        Duration left = halfTime().minus(sinceLastHeartbeat());
        return left.compareTo(heartbeatPause()) < 0 ? heartbeatPause() : left;
    }

    void startHeartbeats() {
        executor.startHeartbeats(heartbeatPause(), this::heartbeat);
    }

    private Duration heartbeatPause() {
        return takeOverAfter.dividedBy(HEARTBEATS_PER_TAKE_OVER);
    }

    private void heartbeat() {
        if (state.isLost() || closed.get()) {
            return;
        }
        try {
            writeNow("writing a heartbeat to " + log, List.of(records.heartbeat(record.session())));
        } catch (RuntimeException | Error e) {
            // The migration finds out by requireHeld. An exception from here would end all heartbeats.
            logger.debug("no heartbeat of {} could be written", record.session(), e);
        }
    }

    /** A lease that has the transactional id of one that was released can be fenced in its place: it opens its writer again. */
    private long writeNow(String tried, List<ProducerRecord<byte[], byte[]>> what) {
        state.requireNotLost();
        try {
            return writeOnce(tried, what);
        } catch (OffsetTransportException e) {
            if (!JournalWriter.isFenced(e)) {
                throw e;
            }
            state.findSuccessor(tried);
            return writeOnce(tried, what);
        }
    }

    private long writeOnce(String tried, List<ProducerRecord<byte[], byte[]>> what) {
        if (!writer.isOpen()) {
            reopen(tried);
        }
        long begin = scheduler.time().nanoTime();
        long offset = writer.write(tried, what);
        lastHeartbeat = begin;
        return offset;
    }

    /** A successor writes its record before it fences this writer, so a writer that opens and finds no such record has the lease. */
    private void reopen(String tried) {
        state.requireNoSuccessor(tried);
        writer.open(tried);
        state.requireNoSuccessor(tried);
    }

    private void requireNotClosed() {
        if (closed.get()) {
            throw new IllegalStateException("the claim to " + Collections.min(ids()) + " has been released");
        }
    }

    @Override
    public void requireHeld() {
        requireHeartbeatWithin(halfTime(), "soon ");
    }

    @Override
    public void requireHeldToGoBack() {
        requireHeartbeatWithin(takeOverAfter, "");
    }

    private void requireHeartbeatWithin(Duration time, String when) {
        state.requireNotLost();
        if (sinceLastHeartbeat().compareTo(time) > 0) {
            throw new JournalException(
                    "for " + time.toMillis() + " ms no heartbeat could be written to " + log + ", so that others may "
                            + when + "take over its claim to " + Collections.min(ids()),
                    "Check that the brokers are up and can be reached, then call again",
                    null);
        }
    }

    private Duration halfTime() {
        return takeOverAfter.dividedBy(2);
    }

    private Duration sinceLastHeartbeat() {
        return Duration.ofNanos(scheduler.time().nanoTime() - lastHeartbeat);
    }

    /** Releases the lease. If that fails, others take it over when no heartbeat comes. A second call does nothing. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        onClose.accept(this);
        String tried = "releasing " + record.session() + " in " + log;
        try (executor) {
            if (executor.write(tried, halfTime(), () -> release(tried))) {
                transactionalIds.giveBack(record.transactionalId());
            }
        } catch (OffsetTransportException e) {
            logger.debug("the lease {} could not be released", record.session(), e);
        }
    }

    private boolean release(String tried) {
        try (writer) {
            boolean open = writer.isOpen();
            if (open) {
                writer.write(tried, records.tombstones(List.of(record)));
            }
            return open;
        }
    }
}
