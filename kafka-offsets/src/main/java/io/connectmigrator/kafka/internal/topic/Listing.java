package io.connectmigrator.kafka.internal.topic;

import io.connectmigrator.kafka.internal.client.Examples;
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

/** Makes the offsets of a connector of its records. */
final class Listing {

    private final String topic;
    private final List<ConnectorOffset> offsets = new ArrayList<>();
    private final List<StoredRecord> unlisted = new ArrayList<>();
    private final Examples foreign = new Examples();
    private final Examples old = new Examples();
    private final Examples shadows = new Examples();

    private Listing(String topic) {
        this.topic = topic;
    }

    static OffsetSnapshot of(Found found, String topic) {
        Twins twins = Twins.among(found, topic);
        Listing listing = new Listing(topic);
        listing.byPartition(twins.chosen()).values().forEach(listing::list);
        List<OffsetFinding> findings = listing.findings();
        findings.addAll(twins.findings());
        findings.addAll(found.findings());
        return OffsetSnapshot.of(listing.offsets).withUnlisted(listing.unlisted).withFindings(findings);
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
        ofOnePartition.sort(OffsetRecord.LIVENESS.reversed());
        OffsetRecord counts = ofOnePartition.get(0);
        offsets.add(counts.toOffset(topic));
        for (OffsetRecord other : ofOnePartition.subList(1, ofOnePartition.size())) {
            if (!other.isOld()) {
                unlisted.add(other.stored());
                shadows.add(inWords(counts) + " counts, " + inWords(other) + " does not");
            }
        }
    }

    private static String inWords(OffsetRecord record) {
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
                                    + " the connector has copied; to be rid of the other, reset the offsets and write back the listed ones alone"));
        }
        if (!old.isEmpty()) {
            findings.add(new OffsetFinding(
                    Kind.OLD_KEY,
                    old.count() + " key(s) in topic " + topic + " are in an envelope: " + old,
                    "Workers since 3.0 do not find them. Here they are read as if they were plain, and written plain"));
        }
        findings.addAll(ForeignKeys.findings(topic, foreign));
        return findings;
    }
}
