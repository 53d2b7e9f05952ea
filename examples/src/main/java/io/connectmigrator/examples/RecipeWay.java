package io.connectmigrator.examples;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.InitialState;
import io.connectmigrator.offset.OffsetSnapshot;
import java.time.Duration;

/**
 * The recipe for people with curl: stop, wait one flush interval to be sure of the last commit, read the offsets, create
 * the connector stopped on the target, write the offsets, resume. Down from the moment the stop was accepted until every
 * task on the target runs.
 */
final class RecipeWay implements Way {

    private static final Duration FLUSH_INTERVAL = Duration.ofSeconds(60);

    private final ConnectClient source;
    private final ConnectClient target;

    RecipeWay(Playground playground) {
        this.source = playground.legacy();
        this.target = playground.europe();
    }

    @Override
    public Duration move(String connector) {
        source.stop(connector);
        long start = System.nanoTime();
        Patience.sleep(FLUSH_INTERVAL);
        OffsetSnapshot offsets = source.restOffsets().listOffsets(connector);
        target.createConnector(connector, source.config(connector), InitialState.STOPPED);
        target.restOffsets().alterOffsets(connector, offsets);
        target.resume(connector);
        Patience.awaitRunning(target, connector);
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
