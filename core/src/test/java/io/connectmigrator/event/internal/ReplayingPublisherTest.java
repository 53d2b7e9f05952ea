package io.connectmigrator.event.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.event.MigrationEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a publisher guarantees to its subscribers. All calls run on the thread of the test. */
class ReplayingPublisherTest {

    private final ReplayingPublisher log = new ReplayingPublisher(Runnable::run);

    @Test
    void no_subscriber_receives_more_than_it_requested() {
        Listening listening = listen(subscription -> subscription.request(2));

        add(1, 2, 3);

        assertThat(listening.waves).containsExactly(1, 2);
        listening.subscription().request(1);
        assertThat(listening.waves).containsExactly(1, 2, 3);
    }

    @Test
    void a_late_subscriber_receives_all_events_and_the_completion() {
        add(1, 2);
        log.complete();

        Listening listening = listen(subscription -> subscription.request(Long.MAX_VALUE));

        assertThat(listening.waves).containsExactly(1, 2);
        assertThat(listening.complete).isTrue();
    }

    @Test
    void the_end_needs_no_request() {
        Listening listening = listen(subscription -> {});

        log.complete();

        assertThat(listening.complete).isTrue();
    }

    @Test
    void a_cancelled_subscription_receives_no_more_events() {
        Listening listening = listen(subscription -> subscription.request(Long.MAX_VALUE));
        add(1);

        listening.subscription().cancel();
        add(2);
        log.complete();

        assertThat(listening.waves).containsExactly(1);
        assertThat(listening.complete).isFalse();
    }

    @Test
    void a_request_for_no_events_is_an_error_of_the_subscription() {
        Listening listening = listen(subscription -> subscription.request(0));

        assertThat(listening.failure).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_subscriber_that_throws_is_dropped_and_the_others_continue() {
        log.subscribe(new Listening(subscription -> {
            throw new IllegalStateException("not today");
        }));
        Listening other = listen(subscription -> subscription.request(5));

        add(1, 2);

        assertThat(other.waves).containsExactly(1, 2);
    }

    private Listening listen(Consumer<Flow.Subscription> atFirst) {
        Listening listening = new Listening(atFirst);
        log.subscribe(listening);
        return listening;
    }

    private void add(int... waves) {
        for (int wave : waves) {
            log.add(new MigrationEvent.WaveStarted(Instant.EPOCH, "run", wave, List.of()));
        }
    }

    private static final class Listening implements Flow.Subscriber<MigrationEvent> {

        private final List<Integer> waves = new ArrayList<>();
        private final Consumer<Flow.Subscription> atFirst;
        private Flow.@Nullable Subscription subscription;
        private boolean complete;
        private @Nullable Throwable failure;

        Listening(Consumer<Flow.Subscription> atFirst) {
            this.atFirst = atFirst;
        }

        Flow.Subscription subscription() {
            if (subscription == null) {
                throw new IllegalStateException("not subscribed");
            }
            return subscription;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscribed) {
            subscription = subscribed;
            atFirst.accept(subscribed);
        }

        @Override
        public void onNext(MigrationEvent event) {
            waves.add(((MigrationEvent.WaveStarted) event).wave());
        }

        @Override
        public void onError(Throwable thrown) {
            failure = thrown;
        }

        @Override
        public void onComplete() {
            complete = true;
        }
    }
}
