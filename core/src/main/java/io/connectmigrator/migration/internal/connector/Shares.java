package io.connectmigrator.migration.internal.connector;

import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.report.internal.StepFailedException;

/** Which of the offsets of a source go the way of a move, and what becomes of them on it. */
public interface Shares {

    /** The shares as the plan wants them. */
    Shares PLANNED = new Shares() {
        @Override
        public OffsetSnapshot of(Move move, OffsetSnapshot all) {
            return move.share(all);
        }

        @Override
        public OffsetSnapshot transformed(Move move, OffsetSnapshot share) {
            return move.transformed(share);
        }
    };

    /**
     * {@return those that go the way of a move}
     *
     * @throws StepFailedException if that cannot be told
     */
    OffsetSnapshot of(Move move, OffsetSnapshot all);

    /**
     * {@return what the target is given instead of them}
     *
     * @throws StepFailedException if they cannot be changed like this
     */
    OffsetSnapshot transformed(Move move, OffsetSnapshot share);
}
