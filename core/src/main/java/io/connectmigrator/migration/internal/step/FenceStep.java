package io.connectmigrator.migration.internal.step;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.migration.internal.connector.Crossing;
import io.connectmigrator.migration.internal.connector.Mirrored;
import io.connectmigrator.migration.internal.connector.Move;
import io.connectmigrator.migration.internal.state.Progress;
import io.connectmigrator.report.MigrationStep;

/**
 * Waits until the mirror has copied the last records that a source has written to its topics: what the source writes to the other Kafka
 * cluster next must come behind them.
 */
final class FenceStep implements Step {

    @Override
    public MigrationStep name() {
        return MigrationStep.TRANSLATE;
    }

    @Override
    public StepResult advance(Move move, Progress progress) {
        Crossing crossing = requireNonNull(move.crossing(), "crossing");
        Mirrored mirrored = crossing.source(move.source(), move.source().topicsUsed());
        return StepResult.doneOnce(
                progress, mirrored, reached -> reached.with(p -> p.call.translation = mirrored.last()));
    }
}
