package io.connectmigrator.plan.internal;

import java.util.List;

/** One thing that is looked at in a plan as a whole before anything is touched. Asks no cluster. */
@FunctionalInterface
interface PlanCheck {

    /** {@return what was found; nothing if all is well} */
    List<PlanFinding> examine(ResolvedPlan resolvedPlan);
}
