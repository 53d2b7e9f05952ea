package io.connectmigrator.event.internal;

import io.connectmigrator.event.MigrationEvent;
import io.connectmigrator.event.MigrationListener;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes a listener all events of a run. What it throws changes nothing. */
public final class ListenerSubscriber implements Flow.Subscriber<MigrationEvent> {

    private static final Logger log = LoggerFactory.getLogger(ListenerSubscriber.class);

    private final MigrationListener listener;
    private final CompletableFuture<Void> through = new CompletableFuture<>();

    public ListenerSubscriber(MigrationListener listener) {
        this.listener = listener;
    }

    /** {@return what is complete when the listener has received the last event} */
    public CompletableFuture<Void> through() {
        return through;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(MigrationEvent event) {
        try {
            listener.on(event);
        } catch (Throwable e) {
            log.warn("a listener has failed at «{}», which changes nothing about the migration", event, e);
        }
    }

    @Override
    public void onError(Throwable failure) {
        through.complete(null);
    }

    @Override
    public void onComplete() {
        through.complete(null);
    }
}
