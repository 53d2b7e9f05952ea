package io.connectmigrator.plan.internal;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** No two clusters may have one name: the journal knows them by nothing else. */
final class ClusterNamesCheck implements PlanCheck {

    @Override
    public List<PlanFinding> examine(ResolvedPlan resolvedPlan) {
        Map<String, List<ConnectClient>> clusters = new LinkedHashMap<>();
        Stream.concat(
                        Stream.of(resolvedPlan.plan().source()),
                        resolvedPlan.connectors().stream()
                                .map(connector -> connector.destination().cluster())
                                .filter(Objects::nonNull))
                .forEach(cluster ->
                        addUnlessKnown(clusters.computeIfAbsent(cluster.name(), first -> new ArrayList<>()), cluster));
        return clusters.values().stream()
                .filter(namesakes -> namesakes.size() > 1)
                .map(namesakes -> PlanFinding.about(List.of(), oneName(namesakes)))
                .toList();
    }

    private static void addUnlessKnown(List<ConnectClient> namesakes, ConnectClient cluster) {
        if (namesakes.stream().noneMatch(known -> TargetCluster.areOne(known, cluster))) {
            namesakes.add(cluster);
        }
    }

    private static Problem oneName(List<ConnectClient> namesakes) {
        return Problem.error(
                ProblemCode.CLUSTER_NAME_AMBIGUOUS,
                "two clusters of the plan have the same name: "
                        + String.join(
                                ", ",
                                namesakes.stream().map(ConnectClient::toString).toList()),
                "Give their clients different names with name(…); the journal knows clusters by nothing else");
    }
}
