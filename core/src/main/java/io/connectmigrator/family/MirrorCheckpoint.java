package io.connectmigrator.family;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.report.DuplicateRule;
import io.connectmigrator.report.ProblemCode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Translates the offsets of consumer groups. Its own offsets are always zero, and its tasks do not read them. */
final class MirrorCheckpoint extends DescribedFamily {

    private static final Setting FILTER = Setting.of("group.filter.class");
    private static final Setting GROUPS = Setting.of("groups").orDefault(".*");
    private static final Setting EXCLUDED =
            Setting.of("groups.exclude", "groups.blacklist").orDefault("console-consumer-.*, connect-.*, __.*");

    MirrorCheckpoint() {
        super(
                "MirrorMaker checkpoints",
                Set.of("org.apache.kafka.connect.mirror.MirrorCheckpointConnector"),
                MirrorRisks.checkpointRulesAnd(Rule.warning(
                                ProblemCode.STATE_CHANGED,
                                OffsetSyncs.change(),
                                "gets another offset-syncs topic to read",
                                "Make sure that the MirrorSourceConnector of the same clusters writes to that one")
                        .as(DuplicateRule.D20)));
    }

    @Override
    public Optional<Boolean> asksFor(ConnectorConfig config, Map<String, @Nullable Object> partition) {
        return Optional.of(false);
    }

    @Override
    public boolean needsNoOffsets(ConnectorConfig config) {
        return true;
    }

    @Override
    public List<String> stateElsewhere(ConnectorConfig config) {
        return List.of("the topic of offset syncs", "the consumer groups of the target Kafka cluster");
    }

    @Override
    public Optional<OffsetPartitioning> offsetPartitioning(ConnectorConfig config) {
        return Optional.of(OffsetPartitioning.NONE);
    }

    @Override
    Optional<Selection> selection(ConnectorConfig config) {
        return FILTER.isSet(config) ? Optional.empty() : Selection.ofRegexes(config, GROUPS, EXCLUDED);
    }

    /** Lists of topics have to be alike: each group would otherwise get those of the other groups too. */
    @Override
    Optional<ConfigUnion> union(Collection<ConnectorConfig> configs) {
        return Optional.of(
                configs.stream().anyMatch(FILTER::isSet)
                        ? ConfigUnion.ofEqual()
                        : ConfigUnion.ofEqual()
                                .with(
                                        UnitedList.ofRegexes(GROUPS),
                                        new ExcludedNames(EXCLUDED, true, this::selection)));
    }
}
