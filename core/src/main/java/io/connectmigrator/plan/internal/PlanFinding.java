package io.connectmigrator.plan.internal;

import io.connectmigrator.report.Problem;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Something that was found about a plan as a whole.
 *
 * @param problem what was found; it names all connectors that it is about
 * @param connectors the connectors of the plan that it is about; none if it is about no single one
 */
record PlanFinding(Problem problem, Set<String> connectors) {

    PlanFinding {
        connectors = Collections.unmodifiableSet(new LinkedHashSet<>(connectors));
    }

    static PlanFinding about(Collection<String> connectors, Problem problem) {
        return new PlanFinding(problem, new LinkedHashSet<>(connectors));
    }
}
