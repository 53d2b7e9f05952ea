package io.connectmigrator.migration.internal.baseline;

import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.offset.SnapshotDiff;
import io.connectmigrator.report.Measured;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How fast the offsets of a connector grow. */
final class OffsetRates {

    private OffsetRates() {}

    /** {@return each partition of the second reading beside the first} */
    static List<Measured.Partition> between(Reading first, Reading second) {
        OffsetSnapshot before = first.offsets();
        OffsetSnapshot after = second.offsets();
        if (before == null || after == null) {
            return List.of();
        }
        double seconds = (second.nanos() - first.nanos()) / 1e9;
        SnapshotDiff difference = before.diff(after);
        Map<ConnectorOffset, Optional<Long>> growth = new HashMap<>();
        difference.added().forEach(added -> growth.put(added, Optional.empty()));
        difference.changed().forEach(change -> growth.put(change.after(), growth(change)));
        return after.offsets().stream()
                .map(offset -> {
                    boolean moved = growth.containsKey(offset);
                    Optional<Long> grown = moved ? Objects.requireNonNull(growth.get(offset)) : Optional.of(0L);
                    return new Measured.Partition(
                            offset.partition(),
                            moved,
                            grown.filter(by -> seconds > 0)
                                    .map(by -> by / seconds)
                                    .orElse(null),
                            second.lags().get(offset));
                })
                .toList();
    }

    /** {@return by how much the one whole number has grown that is different} An offset may have others, such as a time. */
    private static Optional<Long> growth(SnapshotDiff.Change change) {
        Map<String, @Nullable Object> before = fields(change.before());
        Map<String, @Nullable Object> after = fields(change.after());
        List<String> different = after.keySet().stream()
                .filter(field -> !Objects.equals(before.get(field), after.get(field)))
                .toList();
        return different.size() == 1
                        && before.keySet().equals(after.keySet())
                        && before.get(different.get(0)) instanceof Long from
                        && after.get(different.get(0)) instanceof Long to
                ? Optional.of(to - from)
                : Optional.empty();
    }

    private static Map<String, @Nullable Object> fields(ConnectorOffset offset) {
        Map<String, @Nullable Object> fields = offset.offset();
        return fields == null ? Map.of() : fields;
    }
}
