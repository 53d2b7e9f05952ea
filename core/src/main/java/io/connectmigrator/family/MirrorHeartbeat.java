package io.connectmigrator.family;

import io.connectmigrator.connect.ConnectorConfig;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes heartbeats. Its offsets are always zero, and its tasks do not read them. */
final class MirrorHeartbeat extends DescribedFamily {

    MirrorHeartbeat() {
        super("MirrorMaker heartbeats", Set.of("org.apache.kafka.connect.mirror.MirrorHeartbeatConnector"), List.of());
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
    public Optional<OffsetPartitioning> offsetPartitioning(ConnectorConfig config) {
        return Optional.of(OffsetPartitioning.NONE);
    }

    @Override
    Optional<ConfigUnion> union(Collection<ConnectorConfig> configs) {
        return Optional.of(ConfigUnion.ofEqual());
    }
}
