package io.connectmigrator.plan.internal;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.util.List;

/** No connector may be routed to the cluster that it is on. */
final class RoutedElsewhereCheck implements PlanCheck {

    @Override
    public List<PlanFinding> examine(ResolvedPlan resolvedPlan) {
        ConnectClient source = resolvedPlan.plan().source();
        List<String> staying = resolvedPlan.connectors().stream()
                .filter(connector -> connector.destination().is(source))
                .map(ConnectorPlan::connector)
                .toList();
        if (staying.isEmpty()) {
            return List.of();
        }
        return List.of(PlanFinding.about(
                staying,
                Problem.error(
                        ProblemCode.SAME_CLUSTER,
                        "the plan leads " + Names.connectors(staying) + " to " + source + ", which is the source",
                        "Leave out of the plan what is to stay; a connector cannot be moved to where it is")));
    }
}
