package io.connectmigrator.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The client works although the application has blocked every thread of the common pool of the JVM. */
@Timeout(30)
class BusyCommonPoolTest {

    @RegisterExtension
    static final StubWorker worker = new StubWorker();

    private final CountDownLatch end = new CountDownLatch(1);

    @BeforeEach
    void block() {
        for (int i = 0; i < ForkJoinPool.getCommonPoolParallelism(); i++) {
            ForkJoinPool.commonPool().execute(() -> {
                try {
                    end.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }
    }

    @AfterEach
    void release() {
        end.countDown();
    }

    @Test
    void the_answer_of_a_worker_is_received() {
        worker.answers("GET", "/connectors", 200, "[\"orders\"]");

        assertThat(client(worker.url()).listConnectors()).containsExactly("orders");
    }

    @Test
    void a_refused_connection_is_noticed() {
        assertThatExceptionOfType(ConnectClientException.class)
                .isThrownBy(() -> client("http://127.0.0.1:1").listConnectors())
                .withMessageContaining("no connection");
    }

    private static ConnectClient client(String url) {
        return ConnectClient.builder(url)
                .requestTimeout(Duration.ofSeconds(5))
                .retryTimeout(Duration.ZERO)
                .build();
    }
}
