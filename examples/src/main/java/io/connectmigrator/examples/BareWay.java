package io.connectmigrator.examples;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.InitialState;
import io.connectmigrator.connect.RestartOption;
import io.connectmigrator.offset.OffsetSnapshot;
import java.time.Duration;

/**
 * What no way over REST can be faster than: the bare calls, one after the other, without a single check, for a connector
 * that is known to be quiet and to have committed everything. Down from the request to stop it until every task on the
 * target runs.
 */
final class BareWay implements Way {

    private static final int TASKS = 2;

    private final ConnectClient source;
    private final ConnectClient target;

    BareWay(Playground playground) {
        this.source = playground.legacy();
        this.target = playground.europe();
    }

    @Override
    public void prepare(String connector) {
        target.createConnector(connector, source.config(connector), InitialState.STOPPED);
        Patience.awaitStopped(target, connector);
        source.pause(connector);
        Patience.awaitPaused(source, connector);
        // A paused task commits its last records only when it ends.
        source.restart(connector, RestartOption.INCLUDE_TASKS);
        Patience.await("commits of " + connector, () -> offsets(connector).size() == TASKS);
        Patience.awaitPaused(source, connector);
    }

    @Override
    public Duration move(String connector) {
        long start = System.nanoTime();
        source.stop(connector);
        target.restOffsets().alterOffsets(connector, offsets(connector));
        target.resume(connector);
        Patience.awaitRunning(target, connector);
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private OffsetSnapshot offsets(String connector) {
        return source.restOffsets().listOffsets(connector);
    }
}
