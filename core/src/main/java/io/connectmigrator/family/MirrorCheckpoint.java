package io.connectmigrator.family;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.report.DuplicateRule;
import io.connectmigrator.report.ProblemCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Translates the offsets of consumer groups. Its own offsets are always zero, and its tasks do not read them. */
final class MirrorCheckpoint extends DescribedFamily {

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
}
