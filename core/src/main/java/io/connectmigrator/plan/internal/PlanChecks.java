package io.connectmigrator.plan.internal;

import java.util.List;

/** All checks of a plan as a whole, in the order in which their findings are told. */
public final class PlanChecks {

    private static final List<PlanCheck> ALL = List.of(
            new AnyConnectorCheck(),
            new ClusterNamesCheck(),
            new OtherPlaceCheck(),
            new UnitTargetCheck(),
            new DistinctTargetsCheck(),
            new NamesInPlanCheck(),
            new OrderCheck());

    private PlanChecks() {}

    /** {@return the plan with all that is found} */
    public static ResolvedPlan examined(ResolvedPlan resolvedPlan) {
        return resolvedPlan.with(ALL.stream()
                .flatMap(check -> check.examine(resolvedPlan).stream())
                .toList());
    }
}
