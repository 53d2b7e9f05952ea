package io.connectmigrator.kafka.internal.journal;

import io.connectmigrator.journal.Journal;
import io.connectmigrator.journal.JournalEntry;
import io.connectmigrator.journal.JournalException;
import io.connectmigrator.offset.OffsetTransportException;
import java.nio.charset.CharacterCodingException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A claim of this process, through which its entries are written. Everything that is written is a sign of life as well. */
public final class Lease implements Journal.Claim {

    private static final Logger log = LoggerFactory.getLogger(Lease.class);

    private final JournalTopic topic;
    private final JournalRecords records;
    private final LeaseRecord claim;
    private final LeaseState ownership;
    private final JournalWriter writer;
    private final Duration takeOverAfter;
    private final LeaseExecutor thread;
    private final Consumer<Lease> onClose;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile long lastHeartbeat;

    /**
     * Takes a claim that stands in the topic.
     *
     * @param writer has written it
     * @param written when that began
     */
    Lease(
            JournalTopic topic,
            LeaseRecord claim,
            JournalWriter writer,
            long written,
            Duration takeOverAfter,
            LeaseExecutor thread,
            Consumer<Lease> onClose) {
        this.topic = topic;
        this.records = new JournalRecords(topic.name());
        this.claim = claim;
        this.ownership = new LeaseState(topic, claim);
        this.writer = writer;
        this.lastHeartbeat = written;
        this.takeOverAfter = takeOverAfter;
        this.thread = thread;
        this.onClose = onClose;
    }

    public LeaseRecord claim() {
        return claim;
    }

    public boolean isLost() {
        return ownership.isLost();
    }

    public void save(JournalEntry entry) {
        String tried = "writing the entry " + entry.id() + " to " + topic;
        try {
            write(tried, List.of(records.entry(entry), records.heartbeat(claim.session())));
        } catch (CharacterCodingException e) {
            throw new JournalException(
                    tried + " failed: its text has half of a character (" + e + "); nothing was written",
                    "Look for a broken character in the partitions and offsets of the connector",
                    e);
        }
    }

    /** Writes that the claims of others are no more. */
    void forget(String tried, List<LeaseRecord> others) {
        if (!others.isEmpty()) {
            write(tried, records.tombstones(others));
        }
    }

    private void write(String tried, List<ProducerRecord<byte[], byte[]>> what) {
        ownership.requireNotLost();
        requireNotClosed();
        try {
            thread.write(tried, timeToWrite(), () -> writeNow(tried, what));
        } catch (OffsetTransportException e) {
            throw JournalFailures.of(topic, e);
        }
    }

    /** The other half of the time belongs to going back. */
    private Duration timeToWrite() {
        Duration left = halfTime().minus(sinceLastHeartbeat());
        return left.compareTo(thread.period()) < 0 ? thread.period() : left;
    }

    /** Writes a sign of life. */
    void heartbeat() {
        if (isLost() || closed.get()) {
            return;
        }
        try {
            writeNow("writing a sign of life to " + topic, List.of(records.heartbeat(claim.session())));
        } catch (RuntimeException | Error e) {
            // Work that goes on without it is told. What comes out of here would end all signs of life.
            log.debug("no sign of life of {} could be written", claim.session(), e);
        }
    }

    private void writeNow(String tried, List<ProducerRecord<byte[], byte[]>> what) {
        ownership.requireNotLost();
        try {
            if (!writer.isOpen()) {
                reopen(tried);
            }
            long begin = System.nanoTime();
            writer.write(tried, what);
            lastHeartbeat = begin;
        } catch (OffsetTransportException e) {
            if (JournalWriter.isFenced(e)) {
                ownership.findSuccessor(tried);
            }
            throw e;
        }
    }

    /** Others write that they take over before they shut this one out, so a writer that can write and finds no such record still has it. */
    private void reopen(String tried) {
        ownership.requireNoSuccessor(tried);
        writer.open(tried);
        ownership.requireNoSuccessor(tried);
    }

    private void requireNotClosed() {
        if (closed.get()) {
            throw new IllegalStateException("the claim to " + Collections.min(claim.ids()) + " has been given back");
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

    private void requireHeartbeatWithin(Duration within, String when) {
        ownership.requireNotLost();
        if (sinceLastHeartbeat().compareTo(within) > 0) {
            throw new JournalException(
                    "for " + within.toMillis() + " ms no sign of life could be written to " + topic
                            + ", so that others may " + when + "take over its claim to " + Collections.min(claim.ids()),
                    "Check that the brokers are up and can be reached, then call again",
                    null);
        }
    }

    private Duration halfTime() {
        return takeOverAfter.dividedBy(2);
    }

    private Duration sinceLastHeartbeat() {
        return Duration.ofNanos(System.nanoTime() - lastHeartbeat);
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        onClose.accept(this);
        String tried = "giving back " + claim.session() + " in " + topic;
        try (thread) {
            thread.write(tried, halfTime(), () -> release(tried));
        } catch (OffsetTransportException e) {
            // Another has it, or will have it when no sign of life comes.
            log.debug("the claim {} could not be given back", claim.session(), e);
        }
    }

    private void release(String tried) {
        try (writer) {
            if (writer.isOpen()) {
                writer.write(tried, records.tombstones(List.of(claim)));
            }
        }
    }
}
