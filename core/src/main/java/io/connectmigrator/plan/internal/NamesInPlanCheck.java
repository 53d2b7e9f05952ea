package io.connectmigrator.plan.internal;

import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What the plan orders or overrides must be among its connectors, or have been moved by an earlier call: a slip in a name
 * would go unseen.
 */
final class NamesInPlanCheck implements PlanCheck {

    @Override
    public List<PlanFinding> examine(ResolvedPlan resolvedPlan) {
        List<String> unknown = new ArrayList<>(resolvedPlan.plan().mentioned());
        unknown.removeAll(resolvedPlan.names());
        unknown.removeAll(resolvedPlan.excused());
        return unknown.isEmpty()
                ? List.of()
                : List.of(PlanFinding.about(
                        List.of(),
                        Problem.error(
                                ProblemCode.NOT_IN_PLAN,
                                notInPlan(unknown),
                                "Correct the name, or add the connector to the plan")));
    }

    /** {@return that connectors are not in the plan, in words} */
    static String notInPlan(Collection<String> unknown) {
        return "wave(…), waitsFor(…) or override(…) speak of " + Names.connectors(unknown)
                + (unknown.size() == 1 ? ", which is" : ", which are") + " not in the plan";
    }
}
