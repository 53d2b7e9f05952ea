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

/** What a publisher of events owes those who listen. All happens on the thread of the test. */
class ReplayingPublisherTest {

    private final ReplayingPublisher log = new ReplayingPublisher(Runnable::run);

    @Test
    void nobody_gets_more_than_was_asked_for() {
        Listening listening = listen(subscription -> subscription.request(2));

        add(1, 2, 3);

        assertThat(listening.waves).containsExactly(1, 2);
        listening.subscription().request(1);
        assertThat(listening.waves).containsExactly(1, 2, 3);
    }

    @Test
    void who_comes_late_gets_everything_from_the_beginning_and_the_end() {
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
    void who_has_cancelled_hears_no_more() {
        Listening listening = listen(subscription -> subscription.request(Long.MAX_VALUE));
        add(1);

        listening.subscription().cancel();
        add(2);
        log.complete();

        assertThat(listening.waves).containsExactly(1);
        assertThat(listening.complete).isFalse();
    }

    @Test
    void to_ask_for_nothing_is_an_error_that_the_subscriber_is_told() {
        Listening listening = listen(subscription -> subscription.request(0));

        assertThat(listening.failure).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void one_who_throws_hears_no_more_and_the_others_do() {
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
