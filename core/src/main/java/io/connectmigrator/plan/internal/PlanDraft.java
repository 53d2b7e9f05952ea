package io.connectmigrator.plan.internal;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.connect.ConnectorInfo;
import io.connectmigrator.offset.OffsetTranslation;
import io.connectmigrator.offset.OnConflict;
import io.connectmigrator.plan.Claimed;
import io.connectmigrator.plan.ConfigFunction;
import io.connectmigrator.plan.ConnectorMove;
import io.connectmigrator.plan.CutoverHook;
import io.connectmigrator.plan.EmptyOffsets;
import io.connectmigrator.plan.Exactness;
import io.connectmigrator.plan.ExistingOffsets;
import io.connectmigrator.plan.MergedConfigFunction;
import io.connectmigrator.plan.OffsetFunction;
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
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What a plan says, while it is built. Not thread-safe. */
public final class PlanDraft {

    public final Set<String> connectors = new LinkedHashSet<>();
    public ConfigFunction config = (name, config, move) -> config;
    public final Map<String, Overrides> overrides = new LinkedHashMap<>();
    public final List<WaveRule> waves = new ArrayList<>();
    public final Map<String, Set<String>> after = new LinkedHashMap<>();
    public Attributes attributes = Attributes.NONE;
    public final Map<String, Function<ConnectorInfo, @Nullable String>> attributeFunctions = new LinkedHashMap<>();
    public FailureLimit failureLimit = FailureLimit.NONE;
    public ExistingOffsets existingOffsets = ExistingOffsets.REFUSE;
    public EmptyOffsets emptyOffsets = EmptyOffsets.REFUSE;
    public Claimed claimed = Claimed.REFUSE;
    public RehearsedWrite rehearsedWrite = RehearsedWrite.LEAVE_OUT;
    public AcceptedProblems accepted = AcceptedProblems.NONE;
    public final Map<String, String> settings = new LinkedHashMap<>();

    public final List<UnitDefinition> units = new ArrayList<>();
    public OnConflict onConflict = OnConflict.REFUSE;
    public boolean mayLose;

    public @Nullable MergedConfigFunction mergedConfig;

    public @Nullable BiFunction<String, ConnectorMove, String> rename;

    public @Nullable OffsetTranslation across;

    public Exactness exactness = Exactness.EXACT;

    public @Nullable OffsetFunction transform;

    public @Nullable CutoverHook onCutover;

    public @Nullable CutoverHook beforeQuiesce;

    public @Nullable CutoverHook afterSettled;

    public Duration rollbackWindow = Duration.ofHours(24);

    public final Map<ReadinessItem, List<Declaration>> declarations = new EnumMap<>(ReadinessItem.class);

    public Duration settle = Duration.ZERO;

    public Duration baseline = Duration.ZERO;

    public WatchPolicy watch = WatchPolicy.DEFAULT;

    public @Nullable ConnectClient target;

    public @Nullable Predicate<ConnectorInfo> matching;

    public @Nullable Function<ConnectorInfo, @Nullable ConnectClient> route;

    public @Nullable BiFunction<String, ConnectorMove, @Nullable ConnectorConfig> configFrom;

    public @Nullable WaveGate gate;
}
