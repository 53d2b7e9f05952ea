package io.connectmigrator.kafka.internal.topic;

import io.connectmigrator.kafka.internal.client.Samples;
import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetFinding;
import io.connectmigrator.offset.OffsetFinding.Kind;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.offset.StoredRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Builds the snapshot of the offsets of a connector from its records. */
final class SnapshotBuilder {

    private final String topic;
    private final List<ConnectorOffset> offsets = new ArrayList<>();
    private final List<StoredRecord> unlisted = new ArrayList<>();
    private final Samples foreign = new Samples();
    private final Samples old = new Samples();
    private final Samples shadows = new Samples();

    private SnapshotBuilder(String topic) {
        this.topic = topic;
    }

    static OffsetSnapshot of(TopicContents contents, String topic) {
        DuplicateKeys duplicates = DuplicateKeys.among(contents, topic);
        SnapshotBuilder builder = new SnapshotBuilder(topic);
        builder.byPartition(duplicates.chosen()).values().forEach(builder::list);
        List<OffsetFinding> findings = builder.findings();
        findings.addAll(duplicates.findings());
        findings.addAll(contents.findings());
        return OffsetSnapshot.of(builder.offsets).withUnlisted(builder.unlisted).withFindings(findings);
    }

    private Map<ConnectorOffset, List<OffsetRecord>> byPartition(List<LiveRecord> records) {
        Map<ConnectorOffset, List<OffsetRecord>> byPartition = new LinkedHashMap<>();
        for (LiveRecord live : records) {
            OffsetRecord record = OffsetRecord.of(live).orElse(null);
            if (record == null) {
                foreign.add(live.toString());
                continue;
            }
            if (record.isOld()) {
                old.add(live.toString());
            }
            if (record.isDeleted()) {
                continue;
            }
            if (record.hasPartition()) {
                byPartition
                        .computeIfAbsent(record.partitionAlone(), partition -> new ArrayList<>())
                        .add(record);
            } else {
                unlisted.add(record.stored());
            }
        }
        return byPartition;
    }

    private void list(List<OffsetRecord> ofOnePartition) {
        ofOnePartition.sort(OffsetRecord.PRECEDENCE.reversed());
        OffsetRecord counts = ofOnePartition.get(0);
        offsets.add(counts.toOffset(topic));
        for (OffsetRecord other : ofOnePartition.subList(1, ofOnePartition.size())) {
            if (!other.isOld()) {
                unlisted.add(other.stored());
                shadows.add(text(counts) + " counts, " + text(other) + " does not");
            }
        }
    }

    private static String text(OffsetRecord record) {
        return new KeyBytes(record.stored().key()) + " with "
                + new String(record.stored().value(), StandardCharsets.UTF_8);
    }

    private List<OffsetFinding> findings() {
        List<OffsetFinding> findings = new ArrayList<>();
        if (!shadows.isEmpty()) {
            findings.add(
                    new OffsetFinding(
                            Kind.SHADOW_KEY,
                            shadows.count() + " partition(s) have more than one key in topic " + topic + ": " + shadows,
                            "REST shows and changes only the key in its own order of fields. Compare the offset that counts with what"
                                    + " the connector has copied; to delete the other, reset the offsets and write back only the listed ones"));
        }
        if (!old.isEmpty()) {
            findings.add(
                    new OffsetFinding(
                            Kind.OLD_KEY,
                            old.count() + " key(s) in topic " + topic + " are in an envelope: " + old,
                            "Workers since 3.0 do not find them. They are read like keys without an envelope, and written without one"));
        }
        findings.addAll(ForeignKeys.findings(topic, foreign));
        return findings;
    }
}
