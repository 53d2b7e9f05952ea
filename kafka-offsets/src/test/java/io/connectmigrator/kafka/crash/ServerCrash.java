package io.connectmigrator.kafka.crash;

import io.connectmigrator.lab.Server;
import io.connectmigrator.lab.ThreadPerTask;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Kills a server when a point is first passed, and restarts it at once. Thread-safe. */
final class ServerCrash implements Gate {

    private final Server server;
    private final String point;
    private @Nullable CompletableFuture<Void> restart;

    ServerCrash(Server server, String point) {
        this.server = server;
        this.point = point;
    }

    @Override
    public synchronized boolean passes(String passed) {
        if (restart == null && passed.equals(point)) {
            server.kill();
            restart = CompletableFuture.runAsync(server::start, new ThreadPerTask());
        }
        return true;
    }

    /** Waits until the server has restarted; {@return whether it was killed} */
    synchronized boolean awaitRestart() {
        if (restart == null) {
            return false;
        }
        restart.join();
        return true;
    }
}
