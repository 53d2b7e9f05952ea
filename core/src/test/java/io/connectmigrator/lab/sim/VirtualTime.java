package io.connectmigrator.lab.sim;

import io.connectmigrator.internal.Scheduler;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Time that passes only from one event to the next. Code that blocks runs the events that are due meanwhile, on its own stack.
 * Not thread-safe; a {@link Coroutine} that runs keeps the owner of the time waiting.
 */
public final class VirtualTime {

    /** A moment that never comes. */
    public static final long NEVER = Long.MAX_VALUE;

    private static final long START = 1_000_000;

    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final Random random;
    private final History history = new History(this);
    private @Nullable Random ofFault;
    private long now = START;
    private long sequence;
    private @Nullable Coroutine running;

    VirtualTime(Random random) {
        this.random = random;
    }

    /** Something that happens at a moment, in a coroutine if it has one. */
    private static final class Event implements Comparable<Event>, Scheduler.Scheduled {

        private final long at;
        private final long order;
        private final @Nullable Coroutine coroutine;
        private @Nullable Runnable task;

        Event(long at, long order, @Nullable Coroutine coroutine, Runnable task) {
            this.at = at;
            this.order = order;
            this.coroutine = coroutine;
            this.task = task;
        }

        @Override
        public int compareTo(Event other) {
            return at == other.at ? Long.compare(order, other.order) : Long.compare(at, other.at);
        }

        @Override
        public void cancel() {
            task = null;
        }
    }

    /** {@return the nanoseconds that have passed since the beginning} */
    public long now() {
        return now;
    }

    /** {@return the history of all that happens} */
    History history() {
        return history;
    }

    /** {@return a time between the two, chosen by the seed} */
    public long between(long least, long most) {
        Random own = ofFault;
        return least + (long) ((own == null ? nextDouble() : own.nextDouble()) * (most - least));
    }

    /** {@return the next number that the seed gives to clusters and processes} */
    double nextDouble() {
        double next = random.nextDouble();
        history.note("drawn", next);
        return next;
    }

    /** Does something of which all times are chosen by numbers of its own, so that those for everything else stay the same. */
    void drawingFrom(Random own, Runnable action) {
        Random before = ofFault;
        ofFault = own;
        try {
            action.run();
        } finally {
            ofFault = before;
        }
    }

    /** Lets something happen after a delay. */
    public Scheduler.Scheduled after(long nanos, Runnable task) {
        return at(now + nanos, null, task);
    }

    Scheduler.Scheduled at(long moment, @Nullable Coroutine coroutine, Runnable task) {
        Event event = new Event(Math.max(now, moment), sequence++, coroutine, task);
        events.add(event);
        return event;
    }

    /**
     * Lets time pass until a condition holds.
     *
     * @return whether it does; false if the limit was reached, or nothing is left that could happen
     */
    public boolean runUntil(BooleanSupplier condition, long limit) {
        return running == null ? run(condition, limit) : running.await(condition, limit);
    }

    /** Lets time pass. */
    public void sleep(long nanos) {
        runUntil(() -> false, now + nanos);
    }

    private boolean run(BooleanSupplier condition, long limit) {
        while (!condition.getAsBoolean()) {
            Event next = events.peek();
            if (next == null || next.at > limit) {
                now = limit == NEVER ? now : Math.max(now, limit);
                return condition.getAsBoolean();
            }
            events.remove();
            happen(next);
        }
        return true;
    }

    private void happen(Event event) {
        Runnable task = event.task;
        if (task == null) {
            return;
        }
        now = event.at;
        event.task = null;
        if (event.coroutine == null) {
            task.run();
            return;
        }
        running = event.coroutine;
        try {
            event.coroutine.resume(task);
        } finally {
            running = null;
        }
    }
}
