package io.connectmigrator.migration.internal.step;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.migration.internal.connector.Crossing;
import io.connectmigrator.migration.internal.connector.Mirrored;
import io.connectmigrator.migration.internal.connector.Move;
import io.connectmigrator.migration.internal.state.Progress;
import io.connectmigrator.offset.TranslatedSnapshot;

/** Translates the final offsets of a sink for another Kafka cluster, as soon as the mirror has copied what it has read. */
final class TranslateStep implements MirrorStep {

    @Override
    public Mirrored mirrored(Move move, Progress progress) {
        Crossing crossing = requireNonNull(move.crossing(), "crossing");
        return crossing.sink(move.source(), requireNonNull(progress.snapshot(), "snapshot"));
    }

    @Override
    public StepResult advance(Move move, Progress progress) {
        Mirrored mirrored = mirrored(move, progress);
        return StepResult.doneOnce(progress, mirrored, reached -> translated(reached, mirrored.last()));
    }

    private static Progress translated(Progress progress, TranslatedSnapshot translation) {
        return progress.with(p -> {
            p.translated = translation.snapshot();
            p.call.translation = translation;
        });
    }
}
