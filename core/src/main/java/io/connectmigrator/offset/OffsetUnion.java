package io.connectmigrator.offset;

import io.connectmigrator.internal.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** Unites the offsets of several connectors, partition by partition. */
final class OffsetUnion {

    private final OnConflict onConflict;
    private final OffsetOrder order;
    private final Map<Object, ConnectorOffset> byPartition = new LinkedHashMap<>();
    private final Map<StoredRecord, StoredRecord> unlisted = new LinkedHashMap<>();
    private final Set<OffsetFinding> findings = new LinkedHashSet<>();

    OffsetUnion(OnConflict onConflict, OffsetOrder order) {
        this.onConflict = onConflict;
        this.order = order;
    }

    void add(OffsetSnapshot snapshot) {
        snapshot.unlisted().forEach(this::beside);
        for (ConnectorOffset offset : snapshot.offsets()) {
            byPartition.merge(offset.partitionMeaning(), offset, this::one);
        }
        findings.addAll(snapshot.findings());
    }

    OffsetSnapshot toSnapshot() {
        List<ConnectorOffset> offsets = List.copyOf(byPartition.values());
        return OffsetSnapshot.of(offsets)
                .withUnlisted(UnlistedRecords.besides(offsets, unlisted.values()))
                .withFindings(new ArrayList<>(findings));
    }

    private ConnectorOffset one(ConnectorOffset first, ConnectorOffset second) {
        if (first.equals(second)) {
            if (UnlistedRecords.areUnderTwoKeys(first, second) && second.stored() instanceof StoredRecord record) {
                // Under another key: a task of either connector finds its own.
                beside(record);
            }
            return first;
        }
        if (onConflict == OnConflict.REFUSE) {
            throw conflict(first, second, "");
        }
        if (UnlistedRecords.areUnderTwoKeys(first, second)) {
            throw conflict(first, second, " under two keys");
        }
        OptionalInt compared = order.compare(first, second);
        if (compared.isEmpty()) {
            throw conflict(first, second, ", whose order is not known");
        }
        return compared.getAsInt() <= 0 == (onConflict == OnConflict.EARLIEST) ? first : second;
    }

    private void beside(StoredRecord record) {
        StoredRecord other = unlisted.putIfAbsent(UnlistedRecords.key(record), record);
        if (other != null && !UnlistedRecords.haveSameValue(other, record)) {
            throw new IllegalArgumentException("the records " + other + " and " + record
                    + ", which have no offset in the lists, hold different values");
        }
    }

    private static IllegalArgumentException conflict(ConnectorOffset first, ConnectorOffset second, String how) {
        return new IllegalArgumentException("the partition " + Json.write(first.partition()) + " has two offsets" + how
                + ": " + Json.write(first.offset()) + " and " + Json.write(second.offset()));
    }
}
