package io.connectmigrator.kafka.crash;

import io.connectmigrator.lab.Server;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Kills a server when a point is first passed, and starts it again at once. Thread-safe. */
final class Death implements Gate {

    private final Server victim;
    private final String point;
    private @Nullable CompletableFuture<Void> resurrection;

    Death(Server victim, String point) {
        this.victim = victim;
        this.point = point;
    }

    @Override
    public synchronized boolean passes(String passed) {
        if (resurrection == null && passed.equals(point)) {
            victim.kill();
            resurrection = CompletableFuture.runAsync(victim::start);
        }
        return true;
    }

    /** Waits until the server is there again; {@return whether it had died} */
    synchronized boolean awaitResurrection() {
        if (resurrection == null) {
            return false;
        }
        resurrection.join();
        return true;
    }
}
