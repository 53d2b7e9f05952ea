package io.connectmigrator.examples;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.InitialState;
import io.connectmigrator.offset.OffsetSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The requests that it takes to move connectors and to lose nothing, in a loop and without a single check, eight connectors
 * at a time: create all targets, then pause, stop, read, write and resume each.
 */
final class BareFleetWay implements FleetWay {

    private static final int AT_ONCE = 8;

    private final ConnectClient source;
    private final ConnectClient target;

    BareFleetWay(Playground playground) {
        this.source = playground.legacy();
        this.target = playground.europe();
    }

    @Override
    public List<Duration> move(List<String> connectors) {
        List<Duration> downtimes = Collections.synchronizedList(new ArrayList<>());
        try (FleetLoop loop = new FleetLoop(AT_ONCE)) {
            loop.each(
                    connectors,
                    connector -> target.createConnector(connector, source.config(connector), InitialState.STOPPED));
            loop.each(connectors, connector -> downtimes.add(move(connector)));
        }
        return downtimes;
    }

    private Duration move(String connector) {
        long start = System.nanoTime();
        source.pause(connector);
        Patience.awaitPaused(source, connector);
        source.stop(connector);
        Patience.awaitStopped(source, connector);
        OffsetSnapshot offsets = source.restOffsets().listOffsets(connector);
        target.restOffsets().alterOffsets(connector, offsets);
        target.resume(connector);
        Patience.awaitRunning(target, connector);
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
