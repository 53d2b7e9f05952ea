package io.connectmigrator.migration;

import io.connectmigrator.plan.internal.PlanDefinition;

/** Gives tests of other packages what a plan says. */
public final class PlanDefinitions {

    private PlanDefinitions() {}

    public static PlanDefinition of(MigrationPlan plan) {
        return plan.definition();
    }
}
