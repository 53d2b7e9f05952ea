package io.connectmigrator.examples;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Does the same for many connectors, a given number at a time. */
final class FleetLoop implements AutoCloseable {

    private final ExecutorService threads;

    FleetLoop(int atOnce) {
        this.threads = Executors.newFixedThreadPool(atOnce);
    }

    /** Does it for each, and returns when all are done. */
    void each(List<String> connectors, Consumer<String> action) {
        CompletableFuture.allOf(connectors.stream()
                        .map(connector -> CompletableFuture.runAsync(() -> action.accept(connector), threads))
                        .toArray(CompletableFuture[]::new))
                .join();
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
