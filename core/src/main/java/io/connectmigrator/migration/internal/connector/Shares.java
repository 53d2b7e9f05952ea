package io.connectmigrator.migration.internal.connector;

import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.report.internal.StepFailedException;

/** Which of the offsets of a source go the way of a move, and what becomes of them on it. */
public interface Shares {

    /** The shares as the plan wants them. */
    Shares PLANNED = new Shares() {
        @Override
        public OffsetSnapshot of(Move move, FinalOffsets source) {
            return move.share(source.all());
        }

        @Override
        public OffsetSnapshot carried(Move move, FinalOffsets source, OffsetSnapshot share) {
            return source.there(move.transformed(share));
        }
    };

    /**
     * {@return those that go the way of a move, as they were read from its source}
     *
     * @throws StepFailedException if that cannot be told
     */
    OffsetSnapshot of(Move move, FinalOffsets source);

    /**
     * {@return what the target is given instead of them, changed and translated}
     *
     * @param share those that go the way of the move
     * @throws StepFailedException if they cannot be changed like this
     */
    OffsetSnapshot carried(Move move, FinalOffsets source, OffsetSnapshot share);
}
