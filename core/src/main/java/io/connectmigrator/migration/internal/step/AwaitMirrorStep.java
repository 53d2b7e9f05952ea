package io.connectmigrator.migration.internal.step;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.migration.internal.connector.Crossing;
import io.connectmigrator.migration.internal.connector.Move;
import io.connectmigrator.migration.internal.state.Progress;
import io.connectmigrator.report.MigrationStep;

/**
 * Waits, while a sink still runs, until what it has read so far is mirrored to the other Kafka cluster. So the sink is stopped only when
 * the mirror is near, and what cannot be translated at all is found before anything is touched.
 */
final class AwaitMirrorStep implements Step {

    @Override
    public MigrationStep name() {
        return MigrationStep.AWAIT_MIRROR;
    }

    @Override
    public StepResult advance(Move move, Progress progress) {
        Crossing crossing = requireNonNull(move.crossing(), "crossing");
        return StepResult.doneOnce(
                progress, crossing.sink(move.source(), move.source().offsets().peek()), reached -> reached);
    }
}
