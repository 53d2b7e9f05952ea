package io.connectmigrator.migration.internal.step;

import io.connectmigrator.migration.internal.connector.Mirrored;
import io.connectmigrator.migration.internal.connector.Move;
import io.connectmigrator.migration.internal.state.Progress;
import io.connectmigrator.report.MigrationStep;

/** A step that waits, with the source stopped, until a mirror has copied what the source leaves in its Kafka cluster. */
interface MirrorStep extends Step {

    @Override
    default MigrationStep name() {
        return MigrationStep.TRANSLATE;
    }

    /** {@return what is waited for} */
    Mirrored mirrored(Move move, Progress progress);
}
