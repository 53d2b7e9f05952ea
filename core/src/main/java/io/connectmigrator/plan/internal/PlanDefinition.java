package io.connectmigrator.plan.internal;

import static java.util.Objects.requireNonNull;

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
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a plan says, as it was built. Immutable. */
public final class PlanDefinition {

    private final ConnectClient source;
    private final @Nullable ConnectClient target;
    private final List<String> connectors;
    private final @Nullable Predicate<ConnectorInfo> matching;
    private final @Nullable Function<ConnectorInfo, @Nullable ConnectClient> route;
    private final ConnectorChanges changes;
    private final Map<String, Overrides> overrides;
    private final ExistingOffsets existingOffsets;
    private final EmptyOffsets emptyOffsets;
    private final Claimed claimed;
    private final RehearsedWrite rehearsedWrite;
    private final AcceptedProblems accepted;
    private final List<UnitDefinition> units;
    private final MergeRules merging;
    private final @Nullable OffsetTranslation across;
    private final Exactness exactness;
    private final PlanHooks hooks;
    private final Duration settle;
    private final Duration rollbackWindow;
    private final Map<ReadinessItem, List<Declaration>> declarations;
    private final Duration baseline;
    private final WatchPolicy watch;
    private final Attributes attributes;
    private final AttributeFunctions attributeFunctions;
    private final ConnectorOrder order;
    private final FailureLimit failureLimit;
    private final @Nullable WaveGate gate;

    public PlanDefinition(PlanDraft draft, ConnectClient source) {
        this.source = source;
        this.target = draft.target;
        this.connectors = List.copyOf(draft.connectors);
        this.matching = draft.matching;
        this.route = draft.route;
        this.changes = draft.changes;
        this.overrides = new LinkedHashMap<>(draft.overrides);
        this.overrides.replaceAll((connector, overridden) -> overridden.copy());
        this.existingOffsets = draft.existingOffsets;
        this.emptyOffsets = draft.emptyOffsets;
        this.claimed = draft.claimed;
        this.rehearsedWrite = draft.rehearsedWrite;
        this.accepted = draft.accepted;
        this.units = List.copyOf(draft.units);
        this.merging = draft.merging;
        this.across = draft.across;
        this.exactness = draft.exactness;
        this.hooks = draft.hooks;
        this.settle = draft.settle;
        this.rollbackWindow = draft.rollbackWindow;
        this.declarations = new EnumMap<>(draft.declarations);
        this.declarations.replaceAll((item, declared) -> List.copyOf(declared));
        this.baseline = draft.baseline;
        this.watch = draft.watch;
        this.attributes = draft.attributes;
        this.attributeFunctions = new AttributeFunctions(draft.attributeFunctions);
        this.order = draft.order;
        this.failureLimit = draft.failureLimit;
        this.gate = draft.gate;
    }

    /** {@return the cluster that the connectors leave} */
    public ConnectClient source() {
        return source;
    }

    /** {@return the cluster that the connectors go to; empty if each of them is routed} */
    public Optional<ConnectClient> target() {
        return Optional.ofNullable(target);
    }

    /**
     * {@return the connectors that the plan names, by their names on the source and in the order in which they move} Those
     * that it finds by looking at them are not among them.
     */
    public List<String> connectors() {
        return connectors;
    }

    /** {@return what happens to offsets that the target already has} */
    public ExistingOffsets existingOffsets() {
        return existingOffsets;
    }

    /** {@return what happens to connectors without offsets} */
    public EmptyOffsets emptyOffsets() {
        return emptyOffsets;
    }

    /** {@return what happens if another is at work on some of the connectors} */
    public Claimed claimed() {
        return claimed;
    }

    /** {@return whether a rehearsal writes offsets of a connector that takes part in that} */
    RehearsedWrite rehearsedWrite() {
        return rehearsedWrite;
    }

    /** {@return the problems of all connectors that are not in the way} */
    public AcceptedProblems accepted() {
        return accepted;
    }

    /** {@return the rules that the plan allows for all connectors or for one} */
    Stream<String> allowedAnywhere() {
        return Stream.concat(Stream.of(accepted), overrides.values().stream().map(overridden -> overridden.accepted))
                .flatMap(each -> each.rules().keySet().stream());
    }

    /** {@return whether connectors have to be looked at to know which there are, where they go, or in which wave} */
    public boolean looksAtConnectors() {
        return matching != null || route != null || order.looksAtConnectors();
    }

    /** {@return whether the plan finds connectors by looking at them, beside those that it names} */
    boolean findsConnectors() {
        return matching != null;
    }

    boolean matches(ConnectorInfo connector) {
        return matching != null && matching.test(connector);
    }

    /** {@return what leads connectors to their targets, or null if there is one target} */
    @Nullable
    Function<ConnectorInfo, @Nullable ConnectClient> route() {
        return route;
    }

    ConnectClient requiredTarget() {
        return requireNonNull(target, "target");
    }

    /** {@return whether a connector may get another name} */
    boolean mayRename(String connector) {
        return unitOf(connector) != null || changes.rename() != null || overrides(connector).targetName != null;
    }

    /** {@return what changes in all connectors} */
    ConnectorChanges changes() {
        return changes;
    }

    public Overrides overrides(String connector) {
        return overrides.getOrDefault(connector, new Overrides());
    }

    /** {@return the clusters that are targets of single connectors} */
    Stream<ConnectClient> overriddenTargets() {
        return overrides.values().stream().flatMap(overridden -> Stream.ofNullable(overridden.target));
    }

    /** {@return the connectors that are moved together or not at all} */
    List<UnitDefinition> units() {
        return units;
    }

    /** {@return the unit that a connector of the plan is moved in, or null if it moves by itself} */
    @Nullable
    UnitDefinition unitOf(String connector) {
        return units.stream()
                .filter(unit -> unit.members().contains(connector))
                .findFirst()
                .orElse(null);
    }

    /** {@return how connectors become one} */
    MergeRules merging() {
        return merging;
    }

    /** {@return what finds the records of one Kafka cluster in the other, or null if connectors do not come to another one} */
    @Nullable
    OffsetTranslation across() {
        return across;
    }

    /** {@return how exactly a sink has to go on in another Kafka cluster} */
    Exactness exactness() {
        return exactness;
    }

    /** {@return what is called about connectors on their way} */
    PlanHooks hooks() {
        return hooks;
    }

    /** {@return for how long what was created must be left alone before any source is touched; zero for no time} */
    Duration settle() {
        return settle;
    }

    /** {@return for how long a connector that has moved may be brought back} */
    public Duration rollbackWindow() {
        return rollbackWindow;
    }

    /** {@return what humans say about an item} */
    public List<Declaration> declarations(ReadinessItem item) {
        return declarations.getOrDefault(item, List.of());
    }

    /** {@return how far apart two samples of a connector are; zero for no samples} */
    Duration baseline() {
        return baseline;
    }

    /** {@return how connectors that have moved are watched} */
    public WatchPolicy watch() {
        return watch;
    }

    /** {@return the attributes that every connector has} */
    public Attributes attributes() {
        return attributes;
    }

    AttributeFunctions attributeFunctions() {
        return attributeFunctions;
    }

    public ConnectorOrder order() {
        return order;
    }

    /** {@return how many connectors may fail before no other starts} */
    public FailureLimit failureLimit() {
        return failureLimit;
    }

    /** {@return what is asked between two waves, or null if nothing is} */
    @Nullable
    public WaveGate gate() {
        return gate;
    }

    /** {@return the names that are ordered or overridden} */
    Set<String> mentioned() {
        Set<String> mentioned = new LinkedHashSet<>(order.names());
        mentioned.addAll(overrides.keySet());
        return mentioned;
    }

    /** {@return the plan in one line} */
    @Override
    public String toString() {
        String to = target == null ? "where each is routed" : target.name();
        String way = " from " + source.name() + " to " + to;
        if (matching != null) {
            return "all connectors that match" + way
                    + (connectors.isEmpty() ? "" : ", and " + String.join(", ", connectors));
        }
        return connectors.size() + (connectors.size() == 1 ? " connector" : " connectors") + way + ": "
                + String.join(", ", connectors);
    }
}
