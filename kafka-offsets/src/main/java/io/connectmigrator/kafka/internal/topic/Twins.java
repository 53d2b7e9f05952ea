package io.connectmigrator.kafka.internal.topic;

import io.connectmigrator.kafka.internal.client.Examples;
import io.connectmigrator.offset.OffsetFinding;
import io.connectmigrator.offset.OffsetFinding.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Chooses one record of each key. A worker merges all partitions of its topic in no order, so of a key in two partitions now
 * the one counts and now the other; the one that the worker itself goes on to replace is at the key's home.
 */
final class Twins {

    private static final Comparator<LiveRecord> AT_HOME_BEFORE_NEWEST =
            Comparator.comparing(LiveRecord::isAtHome).thenComparingLong(LiveRecord::timestamp);

    private static final String WAY_OUT =
            "Give the connector another name or an offset topic of its own; a tombstone in the wrong partition would hide the"
                    + " offset just the same";

    private final String topic;
    private final List<LiveRecord> chosen = new ArrayList<>();
    private final Examples inTwo = new Examples();
    private final Examples astray = new Examples();
    private final Examples deleted = new Examples();

    private Twins(String topic) {
        this.topic = topic;
    }

    static Twins among(Found found, String topic) {
        Twins twins = new Twins(topic);
        Map<KeyBytes, List<LiveRecord>> byKey = new LinkedHashMap<>();
        for (LiveRecord record : found.records()) {
            byKey.computeIfAbsent(record.place().key(), key -> new ArrayList<>(1))
                    .add(record);
        }
        byKey.values().forEach(sameKey -> twins.choose(sameKey, found));
        return twins;
    }

    /** {@return one record of each key that counts} */
    List<LiveRecord> chosen() {
        return chosen;
    }

    List<OffsetFinding> findings() {
        List<OffsetFinding> findings = new ArrayList<>();
        if (!inTwo.isEmpty()) {
            findings.add(new OffsetFinding(
                    Kind.KEY_IN_TWO_PARTITIONS,
                    inTwo.count() + " key(s) are in more than one partition of topic " + topic + ": " + inTwo,
                    "The one counts that the workers replace, but a worker that starts may take the other. "
                            + WAY_OUT));
        }
        if (!astray.isEmpty()) {
            findings.add(new OffsetFinding(
                    Kind.KEY_IN_OTHER_PARTITION,
                    astray.count() + " key(s) are not where a worker would write them in topic " + topic
                            + ", as after it got more partitions: " + astray,
                    "They count; but once the connector commits there are two of each, and a worker that starts may take"
                            + " the old one. " + WAY_OUT));
        }
        if (!deleted.isEmpty()) {
            findings.add(new OffsetFinding(
                    Kind.KEY_IN_OTHER_PARTITION,
                    deleted.count() + " key(s) were deleted in topic " + topic
                            + " but are still where they were before it got more partitions: " + deleted,
                    "They are taken for deleted, but a worker that starts may find them again. Reset the offsets of the"
                            + " connector if they are to be gone"));
        }
        return findings;
    }

    private void choose(List<LiveRecord> sameKey, Found found) {
        LiveRecord best = sameKey.stream().max(AT_HOME_BEFORE_NEWEST).orElseThrow();
        if (found.deletedAtHome().contains(best.place().in(best.home()))) {
            deleted.add(where(best, sameKey));
            return;
        }
        chosen.add(best);
        if (sameKey.size() > 1) {
            inTwo.add(where(best, sameKey));
        } else if (!best.isAtHome()) {
            astray.add(where(best, sameKey));
        }
    }

    private static String where(LiveRecord record, List<LiveRecord> sameKey) {
        List<Integer> partitions =
                sameKey.stream().map(LiveRecord::partition).sorted().toList();
        return record + " in " + partitions + ", at home in " + record.home();
    }
}
