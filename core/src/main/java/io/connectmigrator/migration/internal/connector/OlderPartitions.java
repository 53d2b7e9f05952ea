package io.connectmigrator.migration.internal.connector;

import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.plan.internal.UnitDefinition;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Partitions that an earlier version of a connector has written, beside newer ones of the same data. The connector no longer looks them up; one
 * that several become might, for the data of another. A merge or split leaves them behind.
 */
final class OlderPartitions {

    private final CheckContext checkContext;

    OlderPartitions(CheckContext checkContext) {
        this.checkContext = checkContext;
    }

    static boolean mayBeLeftBehind(CheckContext checkContext) {
        UnitDefinition unit = checkContext.plan().unit();
        return unit != null && unit.kind() != UnitDefinition.Kind.FORK;
    }

    /** {@return those among the offsets of the source that are left behind} */
    List<ConnectorOffset> among(OffsetSnapshot offsets) {
        return mayBeLeftBehind(checkContext)
                ? checkContext
                        .family()
                        .rules()
                        .superseded(checkContext.sourceConnector().config(), offsets)
                : List.of();
    }

    /** {@return the offsets of the source without them; the very same if there are none} */
    OffsetSnapshot leftOutOf(OffsetSnapshot offsets) {
        Set<ConnectorOffset> left = new HashSet<>(among(offsets));
        return left.isEmpty() ? offsets : offsets.filter(offset -> !left.contains(offset));
    }
}
