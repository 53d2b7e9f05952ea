package io.connectmigrator.migration.internal.connector;

import io.connectmigrator.connect.ConnectClientException;
import io.connectmigrator.internal.RedactedException;
import io.connectmigrator.migration.internal.state.Progress;
import io.connectmigrator.offset.OffsetOwner;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.offset.OffsetTransportException;
import io.connectmigrator.offset.SnapshotDiff;
import io.connectmigrator.report.Problem;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the commits of a target tell about the offsets that it was given. */
public final class TargetCommits {

    private static final Logger log = LoggerFactory.getLogger(TargetCommits.class);

    private TargetCommits() {}

    /**
     * {@return whether the target has moved on} A source has, once an offset that it was given has changed. Partitions that are only new do
     * not tell: one that has not found its offsets commits such ones too. To a sink, or to a source that was given nothing, any commit is
     * one beyond.
     */
    public static boolean haveMovedOn(Move move, OffsetSnapshot given, SnapshotDiff difference) {
        boolean newOnesTell = given.isEmpty() || move.target().offsets().owner().kind() == OffsetOwner.Kind.SINK;
        return newOnesTell ? !difference.isEmpty() : !difference.changed().isEmpty();
    }

    /**
     * {@return what is to be known of a target that has moved, as it stands now} What was noted of it may have passed, and a target that had
     * committed nothing by then may have shown since that it has not found its offsets. One that deletes offsets has found them. Where they
     * cannot be read, what was noted counts.
     */
    public static Optional<Problem> remark(Move move, Progress moved) {
        OffsetSnapshot given = moved.given();
        if (moved.movedOn() || given == null) {
            return Optional.ofNullable(moved.remark());
        }
        try {
            OffsetSnapshot now = move.target().offsets().peek();
            SnapshotDiff difference = given.diff(now);
            return haveMovedOn(move, given, difference) || !difference.removed().isEmpty()
                    ? Optional.empty()
                    : move.later().ofCommits(given, now);
        } catch (ConnectClientException | OffsetTransportException e) {
            log.debug("the offsets of {} could not be read", move.target(), RedactedException.withoutMessages(e));
            return Optional.ofNullable(moved.remark());
        }
    }
}
