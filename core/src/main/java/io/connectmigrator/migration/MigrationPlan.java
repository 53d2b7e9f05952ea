package io.connectmigrator.migration;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.connect.ConnectorInfo;
import io.connectmigrator.report.ProblemCode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which connectors move from where to where, in which order, and what changes on the way. Immutable; says nothing about how
 * far it has been carried out. A {@link Migrator} checks it, carries it out, confirms it or rolls it back.
 *
 * <p>Where a plan finds its connectors ({@link MigrationPlanBuilder#connectorsMatching}) or routes them
 * ({@link MigrationPlanBuilder#route}), that is found out anew at each call, so the functions should look only at what a
 * migration does not change: names and configs, but not tasks, of which a stopped connector has none. The same plan then
 * means the same in a later call, also in another process. Whatever a call has begun goes on only to where it was begun: if a
 * route leads elsewhere by now, that is refused.
 *
 * <p>Once a connector was confirmed it is not on the source any more. A plan that names it still has it, and knows from the
 * journal where it was routed; for a plan that finds its connectors, there is nothing left to find.
 */
public final class MigrationPlan {

    private final ConnectClient source;
    private final @Nullable ConnectClient target;
    private final List<String> connectors;
    private final @Nullable Predicate<ConnectorInfo> matching;
    private final @Nullable Function<ConnectorInfo, @Nullable ConnectClient> route;
    private final UnaryOperator<String> rename;
    private final @Nullable Function<String, @Nullable ConnectorConfig> configFrom;
    private final BiFunction<String, ConnectorConfig, ConnectorConfig> config;
    private final Map<String, ConnectorOverrides> overrides;
    private final ExistingOffsets existingOffsets;
    private final EmptyOffsets emptyOffsets;
    private final Set<ProblemCode> accepted;
    private final @Nullable CutoverHook onCutover;
    private final Attributes attributes;
    private final TravelOrder order;
    private final FailureLimit failureLimit;
    private final @Nullable WaveGate gate;

    MigrationPlan(MigrationPlanBuilder builder, ConnectClient source) {
        this.source = source;
        this.target = builder.target;
        this.connectors = List.copyOf(builder.connectors);
        this.matching = builder.matching;
        this.route = builder.route;
        this.rename = builder.rename;
        this.configFrom = builder.configFrom;
        this.config = builder.config;
        this.overrides = new LinkedHashMap<>(builder.overrides);
        this.overrides.replaceAll((connector, overridden) -> overridden.copy());
        this.existingOffsets = builder.existingOffsets;
        this.emptyOffsets = builder.emptyOffsets;
        this.accepted = Set.copyOf(builder.accepted);
        this.onCutover = builder.onCutover;
        this.attributes = builder.attributes;
        this.order = new TravelOrder(builder.waves, builder.after);
        this.failureLimit = builder.failureLimit;
        this.gate = builder.gate;
    }

    /** {@return a builder, to which at least a source, a target or a route, and connectors must be given} */
    public static MigrationPlanBuilder builder() {
        return new MigrationPlanBuilder();
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

    /** {@return the kinds of problems that are not in the way; unmodifiable} */
    public Set<ProblemCode> accepted() {
        return accepted;
    }

    /** {@return the caller's labels for all connectors, in order; unmodifiable} */
    public Map<String, String> attributes() {
        return attributes.toMap();
    }

    /** {@return whether connectors have to be looked at to know which there are, where they go, or in which wave} */
    boolean looksAtConnectors() {
        return matching != null || route != null || order.looksAtConnectors();
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

    UnaryOperator<String> rename() {
        return rename;
    }

    /** {@return what supplies the configs, or null if they are read from the source} */
    @Nullable
    Function<String, @Nullable ConnectorConfig> configFrom() {
        return configFrom;
    }

    BiFunction<String, ConnectorConfig, ConnectorConfig> config() {
        return config;
    }

    ConnectorOverrides overrides(String connector) {
        return overrides.getOrDefault(connector, new ConnectorOverrides());
    }

    /** {@return the clusters that are targets of single connectors} */
    Stream<ConnectClient> overriddenTargets() {
        return overrides.values().stream().flatMap(overridden -> Stream.ofNullable(overridden.target));
    }

    /** {@return what switches the caller's records, or null if there is nothing to switch} */
    @Nullable
    CutoverHook onCutover() {
        return onCutover;
    }

    Attributes labels() {
        return attributes;
    }

    TravelOrder order() {
        return order;
    }

    /** {@return how many connectors may fail before no other sets out} */
    FailureLimit failureLimit() {
        return failureLimit;
    }

    /** {@return what is asked between two waves, or null if nobody is} */
    @Nullable
    WaveGate gate() {
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
