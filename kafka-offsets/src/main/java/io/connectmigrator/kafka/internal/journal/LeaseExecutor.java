package io.connectmigrator.kafka.internal.journal;

import io.connectmigrator.offset.OffsetTransportException;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Runs the writes and the heartbeats of one lease, one after the other. Each lease has its own: one whose transactions hang
 * delays no heartbeat of another. Thread-safe.
 */
interface LeaseExecutor extends AutoCloseable {

    /** Runs the heartbeat again and again, with this pause in between, until this is closed. The heartbeat throws nothing. */
    void startHeartbeats(Duration pause, Runnable heartbeat);

    /**
     * Runs a write and waits for it. A write that takes longer is not cancelled: it ends before the next one begins. An
     * interrupt does not end the wait; the interrupt flag is set again afterwards.
     *
     * @return what the write returns
     * @throws OffsetTransportException if the write failed, or has not ended within the time
     */
    <T> T write(String tried, Duration atMost, Supplier<T> write);

    /** Ends the heartbeats; writes that have been submitted are still done. A second call does nothing. */
    @Override
    void close();
}
