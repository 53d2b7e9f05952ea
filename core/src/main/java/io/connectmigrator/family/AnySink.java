package io.connectmigrator.family;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.offset.OffsetOrder;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is true of sinks of any class: they read topics in a consumer group. */
final class AnySink implements ConnectorFamily {

    private static final String TOPIC = "kafka_topic";
    private static final Setting DEAD_LETTERS = Setting.of("errors.deadletterqueue.topic.name");
    private static final Coverage COVERAGE = new Coverage(SinkTopics::selection);
    private static final ConfigUnion UNION = ConfigUnion.ofEqual()
            .with(new SinkTopics(), new TopicMappings(), new TopicOverrides(), new OneDestination());

    @Override
    public String name() {
        return "sink";
    }

    @Override
    public Set<String> classNames() {
        return Set.of();
    }

    @Override
    public Optional<Boolean> asksFor(ConnectorConfig config, Map<String, @Nullable Object> partition) {
        return partition.get(TOPIC) instanceof String topic
                ? SinkTopics.selection(config).map(selection -> selection.selects(topic))
                : Optional.of(false);
    }

    @Override
    public Optional<OffsetPartitioning> offsetPartitioning(ConnectorConfig config) {
        return Optional.of(OffsetPartitioning.BY_PARTITION);
    }

    @Override
    public Optional<OffsetOrder> offsetOrder(ConnectorConfig config) {
        return Optional.of(OffsetOrder.byNumber("kafka_offset"));
    }

    @Override
    public Optional<MergedConfig> mergedConfig(String connector, Map<String, ConnectorConfig> members) {
        return Optional.of(UNION.apply(connector, members));
    }

    @Override
    public Optional<Boolean> overlap(
            ConnectorConfig one, ConnectorConfig other, Collection<Map<String, @Nullable Object>> partitions) {
        return ConnectorFamily.super.overlap(one, other, partitions).or(() -> COVERAGE.overlap(one, other));
    }

    @Override
    public List<Problem> examineMerge(FamilyMerge merge) {
        List<Problem> problems = new ArrayList<>(COVERAGE.ofMerge(merge));
        SinkCoverage.ofMerge(merge).ifPresent(problems::add);
        String deadLetters = DEAD_LETTERS.text(merge.config());
        boolean readsThem = !deadLetters.isEmpty()
                && SinkTopics.selection(merge.config())
                        .filter(selection -> selection.selects(deadLetters))
                        .isPresent();
        if (readsThem) {
            problems.add(Problem.error(
                    ProblemCode.CONFIG_INVALID,
                    "'" + merge.connector() + "' would read the topic for records that it cannot write"
                            + " (errors.deadletterqueue.topic.name)",
                    "Give it another topic for them, or a topics.regex that does not match it"));
        }
        return problems;
    }

    @Override
    public List<Problem> examineSplit(FamilySplit split) {
        Optional<Problem> left = SinkCoverage.ofSplit(split);
        List<Problem> problems = new ArrayList<>(left.stream().toList());
        COVERAGE.ofSplit(split).stream()
                .filter(problem -> left.isEmpty() || problem.isError())
                .forEach(problems::add);
        return problems;
    }
}
