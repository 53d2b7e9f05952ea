package io.connectmigrator.kafka.internal.bridge;

import io.connectmigrator.kafka.internal.client.AdminFutures;
import io.connectmigrator.kafka.internal.client.KafkaCluster;
import io.connectmigrator.kafka.internal.group.Groups;
import io.connectmigrator.offset.OffsetOwner;
import io.connectmigrator.offset.TranslationFinding;
import io.connectmigrator.offset.TranslationFinding.Kind;
import io.connectmigrator.topic.GroupDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Finds what stands in the way of a sink in the Kafka cluster to which it comes: its group, and the topics that its config names. */
final class SinkExamination {

    private static final String GROUP = "consumer.override.group.id";

    private final KafkaCluster to;
    private final TopicNames names;
    private final OffsetOwner sink;
    private final Map<String, String> copies;
    private final List<TranslationFinding> findings = new ArrayList<>();

    /** Takes for each topic the name of its copy. */
    SinkExamination(KafkaCluster to, TopicNames names, OffsetOwner sink, Map<String, String> copies) {
        this.to = to;
        this.names = names;
        this.sink = sink;
        this.copies = copies;
    }

    List<TranslationFinding> findings() {
        examineGroup();
        examineConfig();
        return List.copyOf(findings);
    }

    private void examineGroup() {
        String group = sink.config().getOrDefault(GROUP, "connect-" + sink.connector());
        GroupDescription there = new Groups(to).describe(Set.of(group)).get(group);
        if (there == null) {
            return;
        }
        if (there.members() > 0) {
            add(
                    Kind.GROUP_ACTIVE,
                    "group " + group + " has " + there.members() + " members at " + to,
                    "Stop its consumers, or give the connector another group with " + GROUP);
        }
        long offsets = there.offsets().entrySet().stream()
                .filter(topic -> copies.containsValue(topic.getKey()))
                .mapToLong(topic -> topic.getValue().size())
                .sum();
        if (offsets > 0) {
            add(
                    Kind.GROUP_EXISTS,
                    "group " + group + " has offsets of " + offsets + " of the partitions at " + to,
                    "They are replaced. Exclude the group from the mirror, which may write them again: sync.group.offsets.enabled"
                            + " and groups.exclude of MirrorMaker");
        }
    }

    private void examineConfig() {
        Optional<Predicate<String>> read = sink.topicsRead();
        if (read.isEmpty()) {
            return;
        }
        List<String> unread =
                copies.values().stream().filter(read.get().negate()).toList();
        if (!unread.isEmpty()) {
            add(
                    Kind.TOPICS_NOT_FOLLOWED,
                    "the config of " + sink + " does not name " + String.join(", ", unread),
                    "Set topics or topics.regex to the names that the topics have at " + to);
        }
        if (!sink.config().getOrDefault("topics.regex", "").isBlank()) {
            examinePattern(read.get());
        }
    }

    private void examinePattern(Predicate<String> read) {
        Set<String> topics = AdminFutures.await(
                "listing the topics at " + to, to.admin().listTopics().names());
        Set<String> matched = topics.stream().filter(read).collect(Collectors.toCollection(TreeSet::new));
        Set<String> ambiguous = new TreeSet<>();
        for (String topic : matched) {
            Optional<String> copy = names.copy().apply(topic);
            copy.filter(name -> !name.equals(topic) && matched.contains(name)).ifPresent(name -> {
                ambiguous.add(topic);
                ambiguous.add(name);
            });
            if (isOfMirror(topic)) {
                ambiguous.add(topic);
            }
        }
        if (!ambiguous.isEmpty()) {
            add(
                    Kind.TOPICS_AMBIGUOUS,
                    "topics.regex of " + sink + " also matches " + String.join(", ", ambiguous),
                    "Name the topics, or narrow the pattern");
        }
    }

    private static boolean isOfMirror(String topic) {
        return topic.equals("heartbeats")
                || topic.endsWith(".heartbeats")
                || topic.endsWith(".checkpoints.internal")
                || topic.startsWith("mm2-");
    }

    private void add(Kind kind, String message, String remedy) {
        findings.add(new TranslationFinding(kind, message, remedy));
    }
}
