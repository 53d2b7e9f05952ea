package io.connectmigrator.migration.internal.run;

import io.connectmigrator.journal.LockOwner;
import io.connectmigrator.migration.internal.state.JournaledMoves;
import io.connectmigrator.plan.internal.PlanChecks;
import io.connectmigrator.plan.internal.PlanDefinition;
import io.connectmigrator.plan.internal.PlanResolution;
import io.connectmigrator.plan.internal.ResolvedPlan;
import io.connectmigrator.report.ConnectorCheck;
import io.connectmigrator.report.MigrationCheck;
import java.util.List;

/** A check of a plan: reads both clusters and the journal, claims nothing and writes nothing. */
public final class CheckRun {

    private final ResolvedPlan plan;
    private final List<UnitContext> units;
    private final List<ConnectorCheck> checks;

    private CheckRun(ResolvedPlan plan, List<UnitContext> units, List<ConnectorCheck> checks) {
        this.plan = plan;
        this.units = units;
        this.checks = checks;
    }

    /** Checks a plan, and returns when that is done. */
    public static CheckRun of(PlanDefinition plan, MigratorContext migratorContext) {
        return of(plan, RunContext.reading(migratorContext.clock()), migratorContext);
    }

    /** Does the same in the context of a call that goes on to read. */
    static CheckRun of(PlanDefinition plan, RunContext runContext, MigratorContext migratorContext) {
        ResolvedPlan resolvedPlan =
                PlanChecks.examined(PlanResolution.of(plan, new JournaledMoves(migratorContext.journal())));
        List<UnitContext> units = RunExecution.contexts(resolvedPlan, runContext, migratorContext);
        LockOwner reader =
                new LockOwner(migratorContext.name(), migratorContext.clock().instant());
        units.forEach(context -> context.open(() -> {}, reader, migratorContext));
        return new CheckRun(
                resolvedPlan, units, runContext.cancellation().await(RunExecution.check(units, migratorContext)));
    }

    /** {@return the connectors of the plan, each with what has been read of it} */
    List<ConnectorContext> connectors() {
        return units.stream().flatMap(unit -> unit.contexts().stream()).toList();
    }

    /** {@return what was found about the connectors, in the same order} */
    List<ConnectorCheck> checks() {
        return checks;
    }

    /** {@return what was found} */
    public MigrationCheck result() {
        return new MigrationCheck(plan.plan().source().name(), plan.targets(), checks, plan.problems());
    }
}
