package io.connectmigrator.offset;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The records of a snapshot that are not among its offsets: their keys without the connector's name, and what they belong to. */
final class UnlistedRecords {

    private UnlistedRecords() {}

    /** {@return what is equal for two records whose keys are the same but for the connector's name} */
    static StoredRecord key(StoredRecord record) {
        return StoredRecord.of(record.named("").key(), new byte[0], 0);
    }

    static boolean haveSameValue(StoredRecord one, StoredRecord another) {
        return Arrays.equals(one.value(), another.value());
    }

    /** {@return whether two offsets are stored under different keys} For Connect, the same partition in other bytes is another one. */
    static boolean areUnderTwoKeys(ConnectorOffset offset, ConnectorOffset other) {
        return offset.stored() instanceof StoredRecord mine
                && other.stored() instanceof StoredRecord theirs
                && !mine.hasKeyOf(theirs);
    }

    /** {@return those records whose keys are not those of offsets, which count} */
    static List<StoredRecord> besides(List<ConnectorOffset> offsets, Collection<StoredRecord> unlisted) {
        Map<StoredRecord, StoredRecord> left = new LinkedHashMap<>();
        unlisted.forEach(record -> left.putIfAbsent(key(record), record));
        for (ConnectorOffset offset : offsets) {
            if (offset.stored() instanceof StoredRecord record && !left.isEmpty()) {
                left.remove(key(record));
            }
        }
        return List.copyOf(left.values());
    }

    /** {@return those records that have no partition, or one of these offsets} */
    static List<StoredRecord> of(List<ConnectorOffset> offsets, List<StoredRecord> unlisted) {
        if (unlisted.isEmpty()) {
            return unlisted;
        }
        Set<Object> partitions = new HashSet<>();
        offsets.forEach(offset -> partitions.add(offset.partitionMeaning()));
        return unlisted.stream()
                .filter(record -> {
                    Map<String, @Nullable Object> partition = record.partition().orElse(null);
                    return partition == null || partitions.contains(OffsetValues.meaning(partition));
                })
                .toList();
    }

    /** {@return the records as a transform leaves them} What has no partition stays. */
    static List<StoredRecord> mapped(List<StoredRecord> unlisted, OffsetTransform transform) {
        return unlisted.stream().map(record -> mapped(record, transform)).toList();
    }

    private static StoredRecord mapped(StoredRecord record, OffsetTransform transform) {
        if (record.partition().isEmpty()) {
            return record;
        }
        ConnectorOffset before = record.toOffset();
        return before.become(transform.apply(before)).stored() instanceof StoredRecord after ? after : record;
    }
}
