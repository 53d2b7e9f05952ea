package io.connectmigrator.plan.internal;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** No two connectors may have one name on one target cluster. */
final class DistinctTargetsCheck implements PlanCheck {

    /** A place for one connector. */
    private record Place(ConnectClient cluster, String name) {}

    @Override
    public List<PlanFinding> examine(ResolvedPlan resolvedPlan) {
        List<ConnectClient> clusters = new ArrayList<>();
        Map<Place, List<String>> wanted = new LinkedHashMap<>();
        // The members of a merge become one, which is what its plan says.
        List<ConnectorPlan> connectors = resolvedPlan.units().stream()
                .flatMap(unit -> unit.get(0).isMerged() ? Stream.of(unit.get(0)) : unit.stream())
                .toList();
        for (ConnectorPlan connector : connectors) {
            place(connector, clusters)
                    .ifPresent(place -> wanted.computeIfAbsent(place, first -> new ArrayList<>())
                            .add(connector.connector()));
        }
        return wanted.entrySet().stream()
                .filter(place -> place.getValue().size() > 1)
                .map(place -> tooMany(place.getKey(), place.getValue()))
                .toList();
    }

    /** What cannot be known is a finding of other checks. */
    private static Optional<Place> place(ConnectorPlan connector, List<ConnectClient> clusters) {
        try {
            return Optional.of(new Place(
                    sameAmong(clusters, connector.target()),
                    connector.targetConnector().name()));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    /** {@return the first client of the cluster that a client is of} */
    private static ConnectClient sameAmong(List<ConnectClient> clusters, ConnectClient client) {
        return clusters.stream()
                .filter(cluster -> TargetCluster.areOne(cluster, client))
                .findFirst()
                .orElseGet(() -> {
                    clusters.add(client);
                    return client;
                });
    }

    private static PlanFinding tooMany(Place place, List<String> connectors) {
        return PlanFinding.about(
                connectors,
                Problem.error(
                        ProblemCode.DUPLICATE_TARGET,
                        Names.connectors(connectors) + " would all be '" + place.name() + "' on "
                                + place.cluster().name(),
                        "Give them different names with rename(…) or override(…)"));
    }
}
