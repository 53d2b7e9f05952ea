package io.connectmigrator.plan.internal;

import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.util.List;

/** Connectors that are moved together go to one cluster. */
final class UnitTargetCheck implements PlanCheck {

    @Override
    public List<PlanFinding> examine(ResolvedPlan resolvedPlan) {
        return resolvedPlan.units().stream()
                .filter(unit -> unit.stream()
                                .map(connector -> connector.destination().name())
                                .distinct()
                                .count()
                        > 1)
                .map(unit ->
                        unit.stream().map(ConnectorPlan::connector).distinct().toList())
                .map(names -> PlanFinding.about(names, elsewhere(names)))
                .toList();
    }

    private static Problem elsewhere(List<String> names) {
        return Problem.error(
                ProblemCode.DUPLICATE_TARGET,
                "the plan moves " + Names.connectors(names) + " together, and leads them to different clusters",
                "Lead all of them to one with route(…) or override(…)");
    }
}
