package io.connectmigrator.event.internal;

import io.connectmigrator.event.MigrationEvent;
import io.connectmigrator.migration.MigrationRun;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Collects the events of a run, requesting one at a time. */
public final class CollectingSubscriber implements Flow.Subscriber<MigrationEvent> {

    private final List<MigrationEvent> events = new ArrayList<>();
    private final CompletableFuture<List<MigrationEvent>> all = new CompletableFuture<>();
    private Flow.@Nullable Subscription subscription;

    public static CollectingSubscriber of(MigrationRun run) {
        CollectingSubscriber subscriber = new CollectingSubscriber();
        run.events().subscribe(subscriber);
        return subscriber;
    }

    /** {@return all events, after the last one was received} */
    public List<MigrationEvent> all() throws Exception {
        return all.get(1, TimeUnit.MINUTES);
    }

    @Override
    public void onSubscribe(Flow.Subscription subscribed) {
        subscription = subscribed;
        subscribed.request(1);
    }

    @Override
    public void onNext(MigrationEvent event) {
        events.add(event);
        if (subscription != null) {
            subscription.request(1);
        }
    }

    @Override
    public void onError(Throwable failure) {
        all.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        all.complete(List.copyOf(events));
    }
}
