package io.connectmigrator.examples;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.connect.ConnectorStatus;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what a connector is to become. */
final class Patience {

    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final double FIRST_MILLIS = 10;
    private static final double LAST_MILLIS = 250;

    private Patience() {}

    /** Waits until the connector and all its tasks run. */
    static void awaitRunning(ConnectClient cluster, String connector) {
        await(connector + " running on " + cluster, () -> isEvery(ConnectorState.RUNNING, cluster, connector));
    }

    /** Waits until the connector and all its tasks say that they are paused. */
    static void awaitPaused(ConnectClient cluster, String connector) {
        await(connector + " paused on " + cluster, () -> isEvery(ConnectorState.PAUSED, cluster, connector));
    }

    /** Waits until the connector is stopped and has no task left. */
    static void awaitStopped(ConnectClient cluster, String connector) {
        await(
                connector + " stopped on " + cluster,
                () -> cluster.findStatus(connector)
                        .filter(status -> status.state() == ConnectorState.STOPPED
                                && status.tasks().isEmpty())
                        .isPresent());
    }

    /** Asks again and again, at the intervals of a migrator: after 10 ms, then ever more seldom up to 250 ms. */
    static void await(String what, BooleanSupplier happened) {
        long start = System.nanoTime();
        double pause = FIRST_MILLIS;
        while (!happened.getAsBoolean()) {
            if (System.nanoTime() - start > LONGEST.toNanos()) {
                throw new IllegalStateException("after " + LONGEST.toSeconds() + " s still not: " + what);
            }
            sleep(Duration.ofNanos((long) (pause * 1_000_000)));
            pause = Math.min(pause * 1.5, LAST_MILLIS);
        }
    }

    static void sleep(Duration time) {
        try {
            Thread.sleep(time.toMillis(), time.toNanosPart() % 1_000_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting", e);
        }
    }

    private static boolean isEvery(ConnectorState state, ConnectClient cluster, String connector) {
        // A connector that was just created has no status yet.
        return cluster.findStatus(connector)
                .filter(status -> isEvery(state, status)
                        && status.tasks().size()
                                == cluster.connector(connector).tasks().size())
                .isPresent();
    }

    private static boolean isEvery(ConnectorState state, ConnectorStatus status) {
        return status.state() == state
                && !status.tasks().isEmpty()
                && status.tasks().stream().allMatch(task -> task.state() == state);
    }
}
