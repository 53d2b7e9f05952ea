package io.connectmigrator.family;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Topics of the Kafka cluster that a merge or split of sinks leaves without a reader, as far as the topics are known. Those of which there are
 * offsets are found by their partitions, whether they are known or not.
 */
final class SinkCoverage {

    private SinkCoverage() {}

    static Optional<Problem> ofMerge(FamilyMerge merge) {
        List<String> left = left(
                merge.topics(),
                merge.members().values(),
                List.of(merge.config()),
                merge.offsets().values());
        List<String> losing = merge.members().entrySet().stream()
                .filter(member -> left.stream().anyMatch(topic -> reads(member.getValue(), topic)))
                .map(member -> member.getKey())
                .toList();
        return left.isEmpty()
                ? Optional.empty()
                : Optional.of(Problem.error(
                        ProblemCode.COVERAGE_LOST,
                        "the config of '" + merge.connector() + "' does not read" + TopicNames.inWords(left)
                                + ", which " + Members.named(losing) + " would read",
                        "Make sure that its topics or topics.regex have all of them"));
    }

    static Optional<Problem> ofSplit(FamilySplit split) {
        List<String> left =
                left(split.topics(), List.of(split.config()), split.children().values(), List.of(split.offsets()));
        return left.isEmpty()
                ? Optional.empty()
                : Optional.of(Problem.error(
                        ProblemCode.COVERAGE_LOST,
                        "none of the connectors into which '" + split.connector() + "' is split reads"
                                + TopicNames.inWords(left) + ", which it would read",
                        "Let exactly one of them read each"));
    }

    private static List<String> left(
            Optional<Set<String>> topics,
            Collection<ConnectorConfig> before,
            Collection<ConnectorConfig> after,
            Collection<OffsetSnapshot> offsets) {
        boolean areKnown =
                after.stream().allMatch(config -> SinkTopics.selection(config).isPresent());
        if (topics.isEmpty() || !areKnown) {
            return List.of();
        }
        List<String> committed = TopicNames.of(offsets.stream()
                .flatMap(snapshot -> snapshot.offsets().stream())
                .map(offset -> offset.partition())
                .toList());
        return topics.get().stream()
                .filter(topic -> before.stream().anyMatch(config -> reads(config, topic)))
                .filter(topic -> after.stream().noneMatch(config -> reads(config, topic)))
                .filter(topic -> !committed.contains(topic))
                .sorted()
                .toList();
    }

    private static boolean reads(ConnectorConfig config, String topic) {
        return SinkTopics.selection(config)
                .filter(selection -> selection.selects(topic))
                .isPresent();
    }
}
