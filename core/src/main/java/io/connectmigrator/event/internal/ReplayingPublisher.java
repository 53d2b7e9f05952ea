package io.connectmigrator.event.internal;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.event.MigrationEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * The events of a run so far. Every subscriber, also a late one, receives all of them from the first one, as fast as it requests
 * them; a slow subscriber delays no other. Thread-safe.
 */
public final class ReplayingPublisher implements Flow.Publisher<MigrationEvent> {

    private final List<MigrationEvent> events = new ArrayList<>();
    private final List<Subscription> subscriptions = new ArrayList<>();
    private final Executor executor;
    private boolean complete;
    private @Nullable Throwable failure;

    /** Delivers on the threads of this executor. */
    public ReplayingPublisher(Executor executor) {
        this.executor = executor;
    }

    public void add(MigrationEvent event) {
        synchronized (this) {
            events.add(event);
        }
        deliver();
    }

    /** Nothing comes any more. */
    public void complete() {
        synchronized (this) {
            complete = true;
        }
        deliver();
    }

    /** Nothing comes any more, since the run has failed. */
    public void fail(Throwable why) {
        synchronized (this) {
            failure = why;
            complete = true;
        }
        deliver();
    }

    /** {@return all events so far} */
    public synchronized List<MigrationEvent> soFar() {
        return List.copyOf(events);
    }

    @Override
    public void subscribe(Flow.Subscriber<? super MigrationEvent> subscriber) {
        Subscription subscription = new Subscription(this, requireNonNull(subscriber, "subscriber"), executor);
        synchronized (this) {
            subscriptions.add(subscription);
        }
        subscription.deliver();
    }

    /** {@return the event of that number, or null if there is none yet} */
    synchronized @Nullable MigrationEvent event(int number) {
        return number < events.size() ? events.get(number) : null;
    }

    /** {@return whether there will never be an event of that number} */
    synchronized boolean endsBefore(int number) {
        return complete && number >= events.size();
    }

    /** {@return what the run has failed with, or null if it has not} */
    synchronized @Nullable Throwable failure() {
        return failure;
    }

    synchronized void forget(Subscription subscription) {
        subscriptions.remove(subscription);
    }

    private void deliver() {
        List<Subscription> all;
        synchronized (this) {
            all = List.copyOf(subscriptions);
        }
        all.forEach(Subscription::deliver);
    }
}
