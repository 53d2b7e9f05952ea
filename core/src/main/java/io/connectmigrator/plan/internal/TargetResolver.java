package io.connectmigrator.plan.internal;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorInfo;
import io.connectmigrator.journal.JournalException;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import io.connectmigrator.report.internal.Failures;
import io.connectmigrator.report.internal.StepFailedException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds where the connectors of a plan go: where the plan says for the connector itself, where its route leads, or to the
 * one target. A route cannot be asked about a connector that is not on the source any more, as after it was confirmed; then
 * the journal says where it went.
 */
final class TargetResolver {

    private static final String NOWHERE = "nowhere";

    private final PlanDefinition plan;
    private final JournalLookup journal;
    private final @Nullable Problem notListed;
    private final Map<String, TargetCluster> found = new LinkedHashMap<>();
    private final List<String> routedNowhere = new ArrayList<>();
    private final List<String> gone = new ArrayList<>();

    TargetResolver(PlanDefinition plan, JournalLookup journal, Selection selection) {
        this.plan = plan;
        this.journal = journal;
        this.notListed = selection.notListed();
        selection.selectedConnectors().forEach(this::look);
        gone.forEach(this::remember);
    }

    /** {@return where a connector goes, or why that is not known} */
    TargetCluster of(String connector) {
        return routedNowhere.contains(connector)
                ? TargetCluster.unknown(NOWHERE, nowhere())
                : Optional.ofNullable(found.get(connector)).orElseThrow();
    }

    /** {@return that connectors are routed nowhere, if there are such} */
    List<PlanFinding> findings() {
        return routedNowhere.isEmpty() ? List.of() : List.of(PlanFinding.about(routedNowhere, nowhere()));
    }

    private void look(SelectedConnector selected) {
        String connector = selected.connector();
        ConnectClient own = plan.overrides(connector).target;
        Function<ConnectorInfo, @Nullable ConnectClient> route = plan.route();
        try {
            if (own != null || route == null) {
                found.put(connector, TargetCluster.of(own != null ? own : plan.requiredTarget()));
            } else {
                routed(selected, route);
            }
        } catch (RuntimeException e) {
            found.put(connector, TargetCluster.unknown(NOWHERE, Failures.problem(e)));
        }
    }

    private void routed(SelectedConnector selected, Function<ConnectorInfo, @Nullable ConnectClient> route) {
        String connector = selected.connector();
        Optional<ConnectorInfo> source = onTheSource(selected);
        if (source.isEmpty()) {
            gone.add(connector);
            return;
        }
        ConnectClient target = PlanFunction.askForAny("route", connector, () -> route.apply(source.get()));
        if (target == null) {
            routedNowhere.add(connector);
        } else {
            found.put(connector, TargetCluster.of(target));
        }
    }

    /** A connector that was just created may not be known to every worker yet, so it is worth asking for it by name. */
    private Optional<ConnectorInfo> onTheSource(SelectedConnector selected) {
        if (notListed != null) {
            throw new StepFailedException(notListed);
        }
        return Optional.ofNullable(selected.found()).or(() -> plan.source().findConnector(selected.connector()));
    }

    private void remember(String connector) {
        try {
            found.put(connector, whereItWent(connector));
        } catch (JournalException e) {
            found.put(connector, TargetCluster.unknown(NOWHERE, Failures.problem(e)));
        }
    }

    private TargetCluster whereItWent(String connector) {
        Optional<PlannedMove> went = journal.move(plan.source().name(), connector);
        if (went.isEmpty()) {
            return TargetCluster.unknown(NOWHERE, notFound(connector));
        }
        String name = went.get().to();
        return knownClusters()
                .filter(cluster -> cluster.name().equals(name))
                .findFirst()
                .map(TargetCluster::of)
                .orElseGet(() -> TargetCluster.unknown(name, unknownCluster(connector, name)));
    }

    private Stream<ConnectClient> knownClusters() {
        return Stream.concat(
                found.values().stream().map(TargetCluster::cluster).flatMap(Stream::ofNullable),
                plan.overriddenTargets());
    }

    private Problem nowhere() {
        return Problem.error(
                ProblemCode.ROUTED_NOWHERE,
                "the plan's route(…) leads nowhere for " + Names.connectors(routedNowhere),
                "Name a target for each with route(…) or override(…), or leave them out of the plan");
    }

    private Problem notFound(String connector) {
        return Problem.error(
                ProblemCode.CONNECTOR_NOT_FOUND,
                plan.source() + " has no connector '" + connector + "', and the journal does not know where it went",
                "Leave it out of the plan, or call with the journal that its migration was written to");
    }

    private Problem unknownCluster(String connector, String cluster) {
        return Problem.error(
                ProblemCode.ROUTED_NOWHERE,
                "connector '" + connector + "' is not on " + plan.source() + " any more, so it cannot be routed; the"
                        + " journal says that it went to " + cluster + ", and no other connector goes there",
                "Name that cluster for it with override(…, connector -> connector.to(…))");
    }
}
