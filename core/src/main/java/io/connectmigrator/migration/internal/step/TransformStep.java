package io.connectmigrator.migration.internal.step;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.migration.internal.connector.Move;
import io.connectmigrator.migration.internal.state.Progress;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.report.MigrationStep;
import org.jspecify.annotations.Nullable;

/** Changes the final offsets as the plan says, and does what else there is to do before they are written. */
final class TransformStep implements Step {

    private final @Nullable Step next;

    TransformStep(@Nullable Step next) {
        this.next = next;
    }

    @Override
    public MigrationStep name() {
        return MigrationStep.TRANSLATE;
    }

    @Override
    public StepResult advance(Move move, Progress progress) {
        OffsetSnapshot snapshot = requireNonNull(progress.snapshot(), "snapshot");
        OffsetSnapshot transformed = move.given(snapshot);
        Progress changed =
                snapshot.diff(transformed).isEmpty() ? progress : progress.with(p -> p.translated = transformed);
        return next == null ? StepResult.done(changed) : next.advance(move, changed);
    }
}
