package io.connectmigrator.plan.internal;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorInfo;
import io.connectmigrator.offset.OffsetTranslation;
import io.connectmigrator.plan.Claimed;
import io.connectmigrator.plan.EmptyOffsets;
import io.connectmigrator.plan.Exactness;
import io.connectmigrator.plan.ExistingOffsets;
import io.connectmigrator.plan.RehearsedWrite;
import io.connectmigrator.plan.WaveGate;
import io.connectmigrator.readiness.Declaration;
import io.connectmigrator.readiness.ReadinessItem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What a plan says, while it is built. Not thread-safe. */
public final class PlanDraft {

    public final Set<String> connectors = new LinkedHashSet<>();
    public ConnectorChanges changes = ConnectorChanges.NONE;
    public final Map<String, Overrides> overrides = new LinkedHashMap<>();
    public ConnectorOrder order = ConnectorOrder.NONE;
    public Attributes attributes = Attributes.NONE;
    public final Map<String, Function<ConnectorInfo, @Nullable String>> attributeFunctions = new LinkedHashMap<>();
    public FailureLimit failureLimit = FailureLimit.NONE;
    public ExistingOffsets existingOffsets = ExistingOffsets.REFUSE;
    public EmptyOffsets emptyOffsets = EmptyOffsets.REFUSE;
    public Claimed claimed = Claimed.REFUSE;
    public RehearsedWrite rehearsedWrite = RehearsedWrite.LEAVE_OUT;
    public AcceptedProblems accepted = AcceptedProblems.NONE;
    public final List<UnitDefinition> units = new ArrayList<>();
    public MergeRules merging = MergeRules.DEFAULT;
    public PlanHooks hooks = PlanHooks.NONE;

    public @Nullable OffsetTranslation across;

    public Exactness exactness = Exactness.EXACT;

    public Duration rollbackWindow = Duration.ofHours(24);

    public final Map<ReadinessItem, List<Declaration>> declarations = new EnumMap<>(ReadinessItem.class);

    public Duration settle = Duration.ZERO;

    public Duration baseline = Duration.ZERO;

    public WatchPolicy watch = WatchPolicy.DEFAULT;

    public @Nullable ConnectClient target;

    public @Nullable Predicate<ConnectorInfo> matching;

    public @Nullable Function<ConnectorInfo, @Nullable ConnectClient> route;

    public @Nullable WaveGate gate;
}
