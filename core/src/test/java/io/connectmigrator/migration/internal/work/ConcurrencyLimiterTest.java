package io.connectmigrator.migration.internal.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.connect.ConnectClient;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ConcurrencyLimiterTest {

    private final ConnectClient legacy = ConnectClient.of("http://legacy:8083");
    private final ConnectClient europe = ConnectClient.of("http://europe:8083");
    private final ConnectClient asia = ConnectClient.of("http://asia:8083");

    @Test
    void who_finds_no_place_waits_until_one_is_given_back() {
        ConcurrencyLimiter berths = new ConcurrencyLimiter(cluster -> ConcurrencyLimit.steady(1));

        CompletableFuture<ConcurrencyLimiter.Permit> first = berths.acquire(Set.of(legacy, europe));
        CompletableFuture<ConcurrencyLimiter.Permit> second = berths.acquire(Set.of(legacy, asia));
        assertThat(first).isCompleted();
        assertThat(second).isNotDone();

        first.join().release();
        assertThat(second).isCompleted();
    }

    @Test
    void who_waits_for_one_cluster_does_not_hold_up_who_goes_to_another() {
        ConcurrencyLimiter berths =
                new ConcurrencyLimiter(cluster -> ConcurrencyLimit.steady(cluster == legacy ? 8 : 1));

        assertThat(berths.acquire(Set.of(legacy, europe))).isCompleted();

        assertThat(berths.acquire(Set.of(legacy, europe))).isNotDone();
        assertThat(berths.acquire(Set.of(legacy, asia))).isCompleted();
    }

    @Test
    void two_clients_of_one_name_share_the_places() {
        ConcurrencyLimiter berths = new ConcurrencyLimiter(cluster -> ConcurrencyLimit.steady(1));

        assertThat(berths.acquire(Set.of(legacy))).isCompleted();

        assertThat(berths.acquire(Set.of(ConnectClient.of("http://legacy:8083"))))
                .isNotDone();
    }
}
