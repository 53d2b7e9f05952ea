package io.connectmigrator.kafka.internal.topic;

import io.connectmigrator.kafka.internal.client.Samples;
import io.connectmigrator.offset.OffsetFinding;
import io.connectmigrator.offset.OffsetFinding.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Chooses one record of each key. A worker merges all partitions of its topic in no order, so of a key in two partitions either
 * record may count; the one that the worker replaces by its next commit is in the default partition of the key.
 */
final class DuplicateKeys {

    private static final Comparator<LiveRecord> DEFAULT_PARTITION_THEN_NEWEST =
            Comparator.comparing(LiveRecord::isInDefaultPartition).thenComparingLong(LiveRecord::timestamp);

    private static final String REMEDY =
            "Give the connector another name or an offset topic of its own; a tombstone in the wrong partition would hide the"
                    + " offset just the same";

    private final String topic;
    private final List<LiveRecord> chosen = new ArrayList<>();
    private final Samples inSeveral = new Samples();
    private final Samples misplaced = new Samples();
    private final Samples deleted = new Samples();

    private DuplicateKeys(String topic) {
        this.topic = topic;
    }

    static DuplicateKeys among(TopicContents contents, String topic) {
        DuplicateKeys duplicates = new DuplicateKeys(topic);
        Map<KeyBytes, List<LiveRecord>> byKey = new LinkedHashMap<>();
        for (LiveRecord record : contents.records()) {
            byKey.computeIfAbsent(record.position().key(), key -> new ArrayList<>(1))
                    .add(record);
        }
        byKey.values().forEach(sameKey -> duplicates.choose(sameKey, contents));
        return duplicates;
    }

    /** {@return the record that counts of each key} */
    List<LiveRecord> chosen() {
        return chosen;
    }

    List<OffsetFinding> findings() {
        List<OffsetFinding> findings = new ArrayList<>();
        if (!inSeveral.isEmpty()) {
            findings.add(new OffsetFinding(
                    Kind.KEY_IN_TWO_PARTITIONS,
                    inSeveral.count() + " key(s) are in more than one partition of topic " + topic + ": " + inSeveral,
                    "The one that the workers replace counts, but a worker that starts may take the other. " + REMEDY));
        }
        if (!misplaced.isEmpty()) {
            findings.add(new OffsetFinding(
                    Kind.KEY_IN_OTHER_PARTITION,
                    misplaced.count() + " key(s) are not in the partition to which a worker writes them in topic "
                            + topic + ", as happens when it gets more partitions: " + misplaced,
                    "They count; but once the connector commits there are two of each, and a worker that starts may take"
                            + " the old one. " + REMEDY));
        }
        if (!deleted.isEmpty()) {
            findings.add(new OffsetFinding(
                    Kind.KEY_IN_OTHER_PARTITION,
                    deleted.count() + " key(s) were deleted in topic " + topic
                            + " but are still in another partition, as happens when it gets more partitions: "
                            + deleted,
                    "They count as deleted, but a worker that starts may read them again. Reset the offsets of the"
                            + " connector to delete them"));
        }
        return findings;
    }

    private void choose(List<LiveRecord> sameKey, TopicContents contents) {
        LiveRecord best = sameKey.stream().max(DEFAULT_PARTITION_THEN_NEWEST).orElseThrow();
        if (contents.deletedInDefaultPartition().contains(best.position().in(best.defaultPartition()))) {
            deleted.add(where(best, sameKey));
            return;
        }
        chosen.add(best);
        if (sameKey.size() > 1) {
            inSeveral.add(where(best, sameKey));
        } else if (!best.isInDefaultPartition()) {
            misplaced.add(where(best, sameKey));
        }
    }

    private static String where(LiveRecord record, List<LiveRecord> sameKey) {
        List<Integer> partitions =
                sameKey.stream().map(LiveRecord::partition).sorted().toList();
        return record + " in " + partitions + ", default partition " + record.defaultPartition();
    }
}
