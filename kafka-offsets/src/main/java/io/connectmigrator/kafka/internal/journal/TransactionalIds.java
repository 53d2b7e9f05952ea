package io.connectmigrator.kafka.internal.journal;

import java.util.Deque;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The transactional ids of one journal object. A lease that was released leaves its own to the next one, since brokers keep something
 * in the topic for each id that has written, however little, for {@code producer.id.expiration.ms}, a day by default. Thread-safe.
 */
final class TransactionalIds {

    private final String prefix;
    private final Deque<String> free = new ConcurrentLinkedDeque<>();
    private final AtomicInteger made = new AtomicInteger();

    /** Takes the topic, with whose name and a hyphen all ids begin. */
    TransactionalIds(String topic) {
        this.prefix = topic + "-" + UUID.randomUUID() + "-";
    }

    /** {@return an id that no other lease has} */
    String take() {
        @Nullable String known = free.poll();
        return known == null ? prefix + made.incrementAndGet() : known;
    }

    /** Takes back the id of a lease that is released, so that no other process fences it. */
    void giveBack(String id) {
        free.push(id);
    }
}
