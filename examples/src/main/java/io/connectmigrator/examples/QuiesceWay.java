package io.connectmigrator.examples;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.TaskStatus;

/** A way to bring a source connector to rest with its last offsets committed. Both ways pause it first. */
enum QuiesceWay {

    /** Stops the connector: its tasks end, which makes the workers rebalance. */
    STOP("pause, stop") {
        @Override
        void quiesce(ConnectClient cluster, String connector) {
            pause(cluster, connector);
            cluster.stop(connector);
            Patience.awaitStopped(cluster, connector);
        }

        @Override
        void finish(ConnectClient cluster, String connector) {
            // Nothing is left to do.
        }
    },

    /** Restarts the paused tasks, which commit as they end and wait when they have started again; the stop comes at the end. */
    RESTART("pause, restart the paused tasks, stop later") {
        @Override
        void quiesce(ConnectClient cluster, String connector) {
            pause(cluster, connector);
            for (TaskStatus task : cluster.status(connector).tasks()) {
                cluster.restartTask(connector, task.id());
            }
            Patience.awaitPaused(cluster, connector);
        }

        @Override
        void finish(ConnectClient cluster, String connector) {
            cluster.stop(connector);
            Patience.awaitStopped(cluster, connector);
        }
    };

    private final String words;

    QuiesceWay(String words) {
        this.words = words;
    }

    /** Brings a running connector to rest. */
    abstract void quiesce(ConnectClient cluster, String connector);

    /** Does what is left when the connector runs elsewhere. */
    abstract void finish(ConnectClient cluster, String connector);

    private static void pause(ConnectClient cluster, String connector) {
        cluster.pause(connector);
        Patience.awaitPaused(cluster, connector);
    }

    @Override
    public String toString() {
        return words;
    }
}
