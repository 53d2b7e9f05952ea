package io.connectmigrator.migration.internal.readiness;

import io.connectmigrator.connect.ConnectorState;
import io.connectmigrator.connect.ConnectorStatus;
import io.connectmigrator.migration.internal.connector.CheckContext;
import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetSnapshot;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a connector shows at one time.
 *
 * @param status its states
 * @param offsets its offsets
 */
record Sample(ConnectorStatus status, OffsetSnapshot offsets) {

    /** {@return what was read first} */
    static Sample first(CheckContext checkContext) {
        return new Sample(checkContext.sourceStatus(), checkContext.sourceOffsets());
    }

    /** {@return what is there now} */
    static Sample take(CheckContext checkContext) {
        return new Sample(
                checkContext.plan().source().status(checkContext.connector()),
                checkContext.source().offsets().glance());
    }

    boolean runs() {
        return status.state() == ConnectorState.RUNNING
                && !status.tasks().isEmpty()
                && status.tasks().stream().allMatch(task -> task.state() == ConnectorState.RUNNING);
    }

    /** {@return the workers by task} */
    Map<Integer, String> workers() {
        return status.tasks().stream().collect(Collectors.toMap(task -> task.id(), task -> task.workerId()));
    }

    /** {@return of how many partitions the offsets have changed since an earlier sample} */
    long movedSince(Sample earlier) {
        Set<ConnectorOffset> before = Set.copyOf(earlier.offsets().offsets());
        return offsets.offsets().stream()
                .filter(offset -> !before.contains(offset))
                .count();
    }
}
