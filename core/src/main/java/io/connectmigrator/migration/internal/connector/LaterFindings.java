package io.connectmigrator.migration.internal.connector;

import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.report.Problem;
import java.time.Duration;
import java.util.Optional;

/** What no check can find, since it shows only in offsets that are committed while a connector moves. */
public interface LaterFindings {

    /** Finds nothing: what brings a connector back is not kept from it by what it has committed. */
    LaterFindings NONE = new LaterFindings() {

        @Override
        public Optional<Problem> ofFinalOffsets(OffsetSnapshot offsets) {
            return Optional.empty();
        }

        @Override
        public Optional<Problem> ofCommits(OffsetSnapshot given, OffsetSnapshot committed) {
            return Optional.empty();
        }
    };

    /** {@return how long the source may take to stop by itself, without a commit that is still under way} */
    default Duration stopTime() {
        return Duration.ZERO;
    }

    /**
     * {@return what forbids to move a connector that was stopped at these offsets}
     *
     * @param offsets its final offsets
     */
    Optional<Problem> ofFinalOffsets(OffsetSnapshot offsets);

    /**
     * {@return what the first commits of a source on the target say against its having found its offsets}
     *
     * @param given the offsets that it was given, of one partition at least
     * @param committed the offsets that it has now; none of those that it was given has changed in them
     */
    Optional<Problem> ofCommits(OffsetSnapshot given, OffsetSnapshot committed);
}
