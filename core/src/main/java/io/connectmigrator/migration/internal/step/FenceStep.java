package io.connectmigrator.migration.internal.step;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.migration.internal.connector.Crossing;
import io.connectmigrator.migration.internal.connector.Mirrored;
import io.connectmigrator.migration.internal.connector.Move;
import io.connectmigrator.migration.internal.state.Progress;

/**
 * Waits until the mirror has copied the last records that a source has written to its topics: what the source writes to the other Kafka
 * cluster next must come behind them.
 */
final class FenceStep implements MirrorStep {

    @Override
    public Mirrored mirrored(Move move, Progress progress) {
        Crossing crossing = requireNonNull(move.crossing(), "crossing");
        return crossing.source(move.source(), move.source().topicsUsed());
    }

    @Override
    public StepResult advance(Move move, Progress progress) {
        Mirrored mirrored = mirrored(move, progress);
        return StepResult.doneOnce(
                progress, mirrored, reached -> reached.with(p -> p.call.translation = mirrored.last()));
    }
}
