package io.connectmigrator.plan.internal;

import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import io.connectmigrator.report.Severity;
import java.util.List;

/**
 * A plan that has to find its connectors must find some: one that finds none was most likely written for another cluster, or
 * has a slip in its condition.
 */
public final class AnyConnectorCheck implements PlanCheck {

    @Override
    public List<PlanFinding> examine(ResolvedPlan resolvedPlan) {
        return found(
                resolvedPlan,
                Severity.ERROR,
                "Look at the condition and at the source; if all that matched was confirmed, there is nothing left to do");
    }

    /** {@return the same for what ends a migration: where nothing is left, it was ended before} */
    public static List<PlanFinding> nothingLeft(ResolvedPlan resolvedPlan) {
        return found(
                resolvedPlan,
                Severity.WARNING,
                "Nothing to do if all that matched was confirmed; a connector whose source is gone can be named with"
                        + " connectors(…)");
    }

    private static List<PlanFinding> found(ResolvedPlan resolvedPlan, Severity severity, String remedy) {
        if (!resolvedPlan.waves().isEmpty() || !resolvedPlan.mayBegin()) {
            return List.of();
        }
        return List.of(PlanFinding.about(
                List.of(),
                new Problem(
                        ProblemCode.NOTHING_MATCHES,
                        severity,
                        "no connector of " + resolvedPlan.plan().source() + " matches the plan",
                        remedy)));
    }
}
