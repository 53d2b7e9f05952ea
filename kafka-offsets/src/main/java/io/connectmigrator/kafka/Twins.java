package io.connectmigrator.kafka;

import io.connectmigrator.offset.OffsetFinding;
import io.connectmigrator.offset.OffsetFinding.Kind;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Chooses one record of each key. A worker merges all partitions of its topic in no order, so of a key in two partitions now
 * the one counts and now the other; the one that the worker itself goes on to replace is at the key's home.
 */
final class Twins {

    private final String topic;
    private final int partitions;
    private final Set<ByteBuffer> deletedAtHome;
    private final List<LiveRecord> chosen = new ArrayList<>();
    private final Examples inTwo = new Examples();
    private final Examples astray = new Examples();
    private final Examples deleted = new Examples();

    private Twins(String topic, int partitions, Set<ByteBuffer> deletedAtHome) {
        this.topic = topic;
        this.partitions = partitions;
        this.deletedAtHome = deletedAtHome;
    }

    /** Takes the live records of a connector, and which of those that are not at home have a tombstone there. */
    static Twins among(List<LiveRecord> records, String topic, int partitions, Set<ByteBuffer> deletedAtHome) {
        Twins twins = new Twins(topic, partitions, deletedAtHome);
        Map<ByteBuffer, List<LiveRecord>> byKey = new LinkedHashMap<>();
        records.forEach(record -> byKey.computeIfAbsent(record.keyBytes(), key -> new ArrayList<>())
                .add(record));
        byKey.values().forEach(twins::choose);
        return twins;
    }

    List<LiveRecord> chosen() {
        return chosen;
    }

    List<OffsetFinding> findings() {
        List<OffsetFinding> findings = new ArrayList<>();
        if (!inTwo.isEmpty()) {
            findings.add(new OffsetFinding(
                    Kind.KEY_IN_TWO_PARTITIONS,
                    inTwo.count() + " key(s) are in more than one partition of topic " + topic + ": " + inTwo,
                    "The one counts that workers replace, but a worker that starts may take the other. Stop the workers and"
                            + " write tombstones to the wrong partitions, or give the connector another name"));
        }
        if (!astray.isEmpty()) {
            findings.add(new OffsetFinding(
                    Kind.KEY_IN_OTHER_PARTITION,
                    astray.count() + " key(s) are in another partition of topic " + topic
                            + " than a worker would write them to, as after the topic got more partitions: " + astray,
                    "They count; but once the connector commits, they are in two partitions, and a worker that starts may"
                            + " take the old one. Move the connector to a topic that has not grown"));
        }
        if (!deleted.isEmpty()) {
            findings.add(new OffsetFinding(
                    Kind.KEY_IN_OTHER_PARTITION,
                    deleted.count() + " key(s) were deleted in topic " + topic
                            + ", but are still in a partition that they were in before it got more: " + deleted,
                    "They are taken for deleted, but a worker that starts may find them again. Reset the offsets of the"
                            + " connector if they are to be gone"));
        }
        return findings;
    }

    private void choose(List<LiveRecord> sameKey) {
        LiveRecord newest = sameKey.stream()
                .max(Comparator.comparing((LiveRecord record) -> record.isAtHome(partitions))
                        .thenComparing(LiveRecord::timestamp))
                .orElseThrow();
        String where =
                newest + " in " + sameKey.stream().map(LiveRecord::partition).toList() + ", home "
                        + HomePartition.of(newest.key(), partitions);
        if (!newest.isAtHome(partitions) && deletedAtHome.contains(newest.keyBytes())) {
            deleted.add(where);
            return;
        }
        chosen.add(newest);
        if (sameKey.size() > 1) {
            inTwo.add(where);
        } else if (!newest.isAtHome(partitions)) {
            astray.add(where);
        }
    }
}
