package io.connectmigrator.kafka.internal.journal;

import io.connectmigrator.kafka.internal.client.KafkaTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A clock that moves only when a thread sleeps; due heartbeats run in that thread. Writes run in the calling thread. */
final class VirtualScheduler implements LeaseScheduler, KafkaTime {

    private final List<VirtualExecutor> executors = new ArrayList<>();
    private long now;

    @Override
    public KafkaTime time() {
        return this;
    }

    @Override
    public long nanoTime() {
        return now;
    }

    @Override
    public long currentTimeMillis() {
        return elapsed().toMillis();
    }

    Duration elapsed() {
        return Duration.ofNanos(now);
    }

    @Override
    public void sleep(Duration pause) {
        long end = now + pause.toNanos();
        for (@Nullable VirtualExecutor next = nextDue(end); next != null; next = nextDue(end)) {
            now = Math.max(now, next.due);
            next.due = now + next.pause;
            next.heartbeat.run();
        }
        now = end;
    }

    private @Nullable VirtualExecutor nextDue(long end) {
        @Nullable VirtualExecutor first = null;
        for (VirtualExecutor executor : executors) {
            if (executor.due <= end && (first == null || executor.due < first.due)) {
                first = executor;
            }
        }
        return first;
    }

    @Override
    public LeaseExecutor newExecutor() {
        return new VirtualExecutor();
    }

    private final class VirtualExecutor implements LeaseExecutor {

        private Runnable heartbeat = () -> {};
        private long pause;
        private long due = Long.MAX_VALUE;

        @Override
        public void startHeartbeats(Duration pause, Runnable heartbeat) {
            this.heartbeat = heartbeat;
            this.pause = pause.toNanos();
            due = now + this.pause;
            executors.add(this);
        }

        @Override
        public <T> T write(String tried, Duration atMost, Supplier<T> write) {
            return write.get();
        }

        @Override
        public void close() {
            executors.remove(this);
        }
    }
}
