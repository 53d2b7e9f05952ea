package io.connectmigrator.event.internal;

import io.connectmigrator.event.MigrationEvent;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A subscriber of a run, and how many events it has received. Thread-safe; calls the subscriber on one thread at a time. */
final class Subscription implements Flow.Subscription {

    private static final Logger log = LoggerFactory.getLogger(Subscription.class);

    private final ReplayingPublisher events;
    private final Flow.Subscriber<? super MigrationEvent> subscriber;
    private final Executor executor;
    private final AtomicInteger calls = new AtomicInteger();
    private boolean introduced;
    private int next;
    private long wanted;
    private boolean ended;
    private @Nullable IllegalArgumentException mistake;

    Subscription(ReplayingPublisher events, Flow.Subscriber<? super MigrationEvent> subscriber, Executor executor) {
        this.events = events;
        this.subscriber = subscriber;
        this.executor = executor;
    }

    @Override
    public void request(long n) {
        synchronized (this) {
            if (n <= 0) {
                mistake = new IllegalArgumentException("at least 1 event must be requested, was " + n);
            } else {
                wanted = wanted + n < 0 ? Long.MAX_VALUE : wanted + n;
            }
        }
        deliver();
    }

    @Override
    public void cancel() {
        end();
    }

    private void end() {
        synchronized (this) {
            ended = true;
        }
        events.forget(this);
    }

    private synchronized boolean hasEnded() {
        return ended;
    }

    /** Delivers the events that are due; a call meanwhile only notes that there may be more. */
    void deliver() {
        if (calls.getAndIncrement() == 0) {
            executor.execute(this::tellAll);
        }
    }

    private void tellAll() {
        int seen = calls.get();
        do {
            try {
                tellWhatThereIs();
            } catch (Throwable e) {
                log.warn("a subscriber to the events of a migration has failed and receives no more", e);
                end();
            }
            seen = calls.addAndGet(-seen);
        } while (seen != 0);
    }

    private void tellWhatThereIs() {
        if (!introduced) {
            introduced = true;
            subscriber.onSubscribe(this);
        }
        while (!hasEnded()) {
            IllegalArgumentException wrong = mistake();
            if (wrong != null) {
                end();
                subscriber.onError(wrong);
            } else if (events.endsBefore(next)) {
                end();
                complete();
            } else {
                MigrationEvent event = take();
                if (event == null) {
                    return;
                }
                subscriber.onNext(event);
            }
        }
    }

    private void complete() {
        Throwable failure = events.failure();
        if (failure == null) {
            subscriber.onComplete();
        } else {
            subscriber.onError(failure);
        }
    }

    private synchronized @Nullable IllegalArgumentException mistake() {
        return mistake;
    }

    private synchronized @Nullable MigrationEvent take() {
        MigrationEvent event = wanted > 0 ? events.event(next) : null;
        if (event != null) {
            next++;
            wanted--;
        }
        return event;
    }
}
