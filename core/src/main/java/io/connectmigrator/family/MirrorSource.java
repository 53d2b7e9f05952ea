package io.connectmigrator.family;

import static io.connectmigrator.family.Conditions.changes;
import static io.connectmigrator.family.Conditions.sourceHas;
import static io.connectmigrator.family.Conditions.toAnotherKafka;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.offset.OffsetOrder;
import io.connectmigrator.report.DuplicateRule;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Copies topics of one Kafka cluster to another, and keeps the offset of the last record that it has copied. */
final class MirrorSource extends DescribedFamily {

    private static final String EMIT = "emit.offset-syncs.enabled";
    private static final Setting ALIAS = Setting.of("source.cluster.alias").orDefault("source");
    private static final Setting TOPICS = Setting.of("topics").orDefault(".*");
    private static final Setting EXCLUDED =
            Setting.of("topics.exclude", "topics.blacklist").orDefault(".*[\\-\\.]internal, .*\\.replica, __.*");
    private static final Setting FILTER = Setting.of("topic.filter.class");
    private static final String OWN_FILTER = "org.apache.kafka.connect.mirror.DefaultTopicFilter";
    private static final String WRITES_TO = "producer.override.bootstrap.servers";
    private static final Set<String> FIELDS = Set.of("cluster", "topic", "partition");

    MirrorSource() {
        super(
                "MirrorMaker source",
                Set.of("org.apache.kafka.connect.mirror.MirrorSourceConnector"),
                MirrorRisks.sourceRulesAnd(
                        Rule.warning(
                                ProblemCode.STATE_CHANGED,
                                changes(Setting.of("source.cluster.bootstrap.servers")),
                                "gets other source.cluster.bootstrap.servers: its offsets are numbers of one Kafka cluster",
                                "Make sure that they lead to the same Kafka cluster"),
                        Rule.warning(
                                        ProblemCode.STATE_CHANGED,
                                        sourceHas(EMIT, "true", "true").and(OffsetSyncs.change()),
                                        "gets another offset-syncs topic, which has nothing of what it has copied so far",
                                        "Move the MirrorCheckpointConnector of the same clusters along with the same settings; it"
                                                + " translates no older offsets")
                                .as(DuplicateRule.D20),
                        Rule.error(
                                ProblemCode.STATE_CHANGED,
                                toAnotherKafka().and(MirrorSource::writesToItsWorkers),
                                "goes on behind records that it has copied to the Kafka cluster of the source, and that of the target"
                                        + " lacks them: the copies there have a hole",
                                "Let it go on writing to the same Kafka cluster, with producer.override.bootstrap.servers and what else"
                                        + " its producer needs on both sides; or create one on the target under a new"
                                        + " target.cluster.alias, which copies everything"),
                        Rule.warning(
                                ProblemCode.STATE_CHANGED,
                                toAnotherKafka()
                                        .and(sourceHas(EMIT, "true", "true"))
                                        .and(OffsetSyncs.staysOnSource()),
                                "goes on with an offset-syncs topic that tells offsets of the copies on the Kafka cluster"
                                        + " which the source writes to; the target writes to another one",
                                "Give it another target.cluster.alias for the target, and let consumers rely on no offset"
                                        + " that was translated before the move")));
    }

    private static boolean writesToItsWorkers(FamilyMove move) {
        String from = move.sourceConfig().getOrDefault(WRITES_TO, "");
        return from.isBlank() || !from.equals(move.targetConfig().getOrDefault(WRITES_TO, ""));
    }

    @Override
    public Optional<Boolean> asksFor(ConnectorConfig config, Map<String, @Nullable Object> partition) {
        if (!partition.keySet().equals(FIELDS) || !(partition.get("topic") instanceof String topic)) {
            return Optional.of(false);
        }
        Optional<String> alias = ALIAS.known(config);
        return alias.isPresent() && !alias.get().equals(partition.get("cluster"))
                ? Optional.of(false)
                : alias.flatMap(same -> copies(config, topic));
    }

    private static Optional<Boolean> copies(ConnectorConfig config, String topic) {
        if (hasOwnFilter(config)) {
            return Optional.empty();
        }
        if (isHeartbeats(topic)) {
            return Optional.empty();
        }
        Optional<Boolean> included = matches(config, TOPICS, topic);
        return matches(config, EXCLUDED, topic).flatMap(isExcluded -> included.map(is -> is && !isExcluded));
    }

    private static Optional<Boolean> matches(ConnectorConfig config, Setting setting, String topic) {
        return setting.known(config).map(Settings::list).flatMap(regexes -> Settings.anyMatches(regexes, topic));
    }

    @Override
    public List<String> stateElsewhere(ConnectorConfig config) {
        return List.of("its topic of offset syncs");
    }

    @Override
    public Optional<OffsetPartitioning> offsetPartitioning(ConnectorConfig config) {
        return Optional.of(OffsetPartitioning.BY_PARTITION);
    }

    @Override
    public Optional<OffsetOrder> offsetOrder(ConnectorConfig config) {
        return Optional.of(OffsetOrder.byNumber("offset"));
    }

    @Override
    Optional<Selection> selection(ConnectorConfig config) {
        return hasOwnFilter(config) ? Optional.empty() : Selection.ofRegexes(config, TOPICS, EXCLUDED);
    }

    @Override
    Optional<ConfigUnion> union(Collection<ConnectorConfig> configs) {
        return Optional.of(
                configs.stream().anyMatch(MirrorSource::hasOwnFilter)
                        ? ConfigUnion.ofEqual()
                        : ConfigUnion.ofEqual()
                                .with(
                                        UnitedList.ofRegexes(TOPICS),
                                        new ExcludedNames(EXCLUDED, true, this::selection)));
    }

    /** {@return whether the lists of topics are for a filter that is not MirrorMaker's} */
    private static boolean hasOwnFilter(ConnectorConfig config) {
        return FILTER.isSet(config) && !FILTER.text(config).equals(OWN_FILTER);
    }

    /** Every connector that copies between two clusters copies the heartbeats. */
    @Override
    Stream<Problem> findings(FamilyMerge merge) {
        List<String> copying = merge.offsets().entrySet().stream()
                .filter(member -> member.getValue().offsets().stream()
                        .anyMatch(offset ->
                                offset.partition().get("topic") instanceof String topic && isHeartbeats(topic)))
                .map(Map.Entry::getKey)
                .toList();
        return copying.size() < 2
                ? Stream.empty()
                : Stream.of(Problem.warning(
                        ProblemCode.COVERAGE_OVERLAPS,
                        Members.named(copying) + " (" + name()
                                + ") all copy the topic of heartbeats, whose partitions have an offset in each",
                        "Choose the earliest of them, with which some heartbeats are copied again:"
                                + " onConflict(OnConflict.EARLIEST)"));
    }

    private static boolean isHeartbeats(String topic) {
        return topic.equals("heartbeats") || topic.endsWith(".heartbeats");
    }
}
