package io.connectmigrator.kafka.internal.bridge;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.kafka.internal.client.KafkaCluster;
import io.connectmigrator.kafka.internal.topic.TopicFacts;
import io.connectmigrator.offset.OffsetOwner;
import io.connectmigrator.offset.TranslatedOffset.Verdict;
import io.connectmigrator.offset.TranslatedOffset.Way;
import io.connectmigrator.offset.TranslationFinding;
import io.connectmigrator.offset.TranslationFinding.Kind;
import io.connectmigrator.topic.TopicDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/** Finds what stands in the way of translating the offsets of one sink. Belongs to one thread. */
final class BridgeExamination {

    private final KafkaCluster from;
    private final KafkaCluster to;
    private final BridgeSettings settings;
    private final BridgeSearch search;
    private final OffsetOwner sink;
    private final List<Found> found;
    private final List<TranslationFinding> findings = new ArrayList<>();

    /** Takes the sink in the other cluster. */
    BridgeExamination(
            KafkaCluster from, KafkaCluster to, BridgeSettings settings, BridgeSearch search, OffsetOwner sink) {
        this.from = from;
        this.to = to;
        this.settings = settings;
        this.search = search;
        this.sink = sink;
        this.found = search.run();
    }

    List<TranslationFinding> findings() {
        Map<String, String> copies = new TreeMap<>();
        Set<String> topics =
                found.stream().map(each -> each.from().topic()).collect(Collectors.toCollection(TreeSet::new));
        topics.forEach(topic -> settings.names().copy().apply(topic).ifPresent(copy -> copies.put(topic, copy)));
        examineTopics(topics, copies);
        examineSyncs();
        examineRecords();
        findings.addAll(new SinkExamination(to, settings.names(), sink, copies).findings());
        return List.copyOf(findings);
    }

    private void examineTopics(Set<String> topics, Map<String, String> copies) {
        Map<String, TopicDescription> here = new TopicFacts(from).describe(topics);
        Map<String, TopicDescription> there = new TopicFacts(to).describe(Set.copyOf(copies.values()));
        for (String topic : topics) {
            String copy = copies.get(topic);
            TopicDescription original = here.get(topic);
            TopicDescription mirrored = copy == null ? null : there.get(copy);
            if (mirrored == null || original == null) {
                add(
                        Kind.TOPIC_MISSING,
                        copy == null
                                ? "topic " + topic + " is not mirrored"
                                : "topic "
                                        + (original == null ? topic + " is not at " + from : copy + " is not at " + to),
                        "Have the topic mirrored, or correct how its copy is named");
                continue;
            }
            boolean isLess = mirrored.partitions() < original.partitions();
            if (isLess || (settings.way() != Way.OFFSET_SYNC && mirrored.partitions() != original.partitions())) {
                add(
                        Kind.PARTITIONS_DIFFER,
                        "topic " + topic + " has " + original.partitions() + " partitions, and " + copy + " at " + to
                                + " has " + mirrored.partitions(),
                        "Give the copy as many partitions, and mirror the topic anew");
            }
            TopicDescription written = settings.reversed() ? original : mirrored;
            if ("LogAppendTime".equals(written.config().get("message.timestamp.type"))) {
                add(
                        Kind.TIMESTAMPS_DIFFER,
                        "topic " + written.name()
                                + " has message.timestamp.type=LogAppendTime, so that records are compared"
                                + " without their timestamps",
                        "Set message.timestamp.type=CreateTime on the copy before it is mirrored");
            }
        }
    }

    private void examineSyncs() {
        List<TopicPartition> without = settings.way() == Way.OFFSET_SYNC
                ? search.pairs().keySet().stream()
                        .filter(partition -> !search.hasSyncs(partition))
                        .toList()
                : List.of();
        if (!without.isEmpty()) {
            add(
                    Kind.SYNCS_MISSING,
                    "there are no offset syncs of " + shown(without) + ", so that the search begins by timestamps",
                    "Check the aliases, and emit.offset-syncs.enabled of MirrorMaker");
        }
        List<TopicPartition> wrong = found.stream()
                .filter(each -> each.result().wrongSyncs() > 0)
                .map(Found::from)
                .toList();
        if (!wrong.isEmpty()) {
            add(
                    Kind.SYNCS_VOID,
                    "offset syncs of " + shown(wrong) + " are of other records than those that are there",
                    "Nothing is to be done: they are not used. They stay behind when the topic or its copy was created anew");
        }
    }

    private void examineRecords() {
        for (Found each : found) {
            if (each.result().verdict() == Verdict.NOT_MIRRORED) {
                add(
                        Kind.MIRROR_BEHIND,
                        "the record before offset " + ShownOffset.of(each.offset()) + " of " + each.from()
                                + " is not mirrored yet: " + each.result().text() + behind(each),
                        "Wait until the mirror has copied it, and check that the mirror runs");
            }
            if (each.result().text().startsWith(ChangedRecords.FOUND)) {
                add(
                        Kind.RECORDS_CHANGED,
                        "no copy of the record before offset " + ShownOffset.of(each.offset()) + " of " + each.from()
                                + " is found: " + each.result().text(),
                        "Take the transforms from the mirror and mirror the topic anew, or start the sink where its records"
                                + " are known by hand");
                continue;
            }
            boolean isGone = each.to() != null
                    && each.result().verdict() == Verdict.NOT_FOUND
                    && (each.offset() < search.log(each.from()).start()
                            || search.other(requireNonNull(each.to())).start() > 0
                            || each.result().text().equals(Alignment.BEGINS_BEHIND));
            if (isGone) {
                add(
                        Kind.RECORDS_EXPIRED,
                        "no copy of the record at offset " + ShownOffset.of(each.offset()) + " of " + each.from()
                                + " is left, or was ever made: " + each.result().text(),
                        "Mirror the topic anew from its beginning, with a longer retention");
            }
        }
    }

    private String behind(Found each) {
        LogView log = search.log(each.from());
        return "; the source ends at " + ShownOffset.of(log.end()) + ", the copy at "
                + ShownOffset.of(search.other(requireNonNull(each.to())).end());
    }

    private static String shown(List<TopicPartition> partitions) {
        String first =
                partitions.stream().limit(3).map(TopicPartition::toString).collect(Collectors.joining(", "));
        return partitions.size() > 3 ? first + " and " + (partitions.size() - 3) + " more" : first;
    }

    private void add(Kind kind, String message, String remedy) {
        findings.add(new TranslationFinding(kind, message, remedy));
    }
}
