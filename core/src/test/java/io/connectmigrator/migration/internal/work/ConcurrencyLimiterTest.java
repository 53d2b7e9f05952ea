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
    void a_connector_without_a_permit_waits_until_one_is_released() {
        ConcurrencyLimiter limiter = new ConcurrencyLimiter(cluster -> ConcurrencyLimit.steady(1));

        CompletableFuture<ConcurrencyLimiter.Permit> first = limiter.acquire(Set.of(legacy, europe));
        CompletableFuture<ConcurrencyLimiter.Permit> second = limiter.acquire(Set.of(legacy, asia));
        assertThat(first).isCompleted();
        assertThat(second).isNotDone();

        first.join().release();
        assertThat(second).isCompleted();
    }

    @Test
    void waiting_for_one_cluster_does_not_delay_connectors_of_another() {
        ConcurrencyLimiter limiter =
                new ConcurrencyLimiter(cluster -> ConcurrencyLimit.steady(cluster == legacy ? 8 : 1));

        assertThat(limiter.acquire(Set.of(legacy, europe))).isCompleted();

        assertThat(limiter.acquire(Set.of(legacy, europe))).isNotDone();
        assertThat(limiter.acquire(Set.of(legacy, asia))).isCompleted();
    }

    @Test
    void two_clients_of_one_name_share_the_permits() {
        ConcurrencyLimiter limiter = new ConcurrencyLimiter(cluster -> ConcurrencyLimit.steady(1));

        assertThat(limiter.acquire(Set.of(legacy))).isCompleted();

        assertThat(limiter.acquire(Set.of(ConnectClient.of("http://legacy:8083"))))
                .isNotDone();
    }
}
