package io.connectmigrator.migration;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.plan.Claimed;
import io.connectmigrator.plan.EmptyOffsets;
import io.connectmigrator.plan.ExistingOffsets;
import io.connectmigrator.plan.internal.PlanDefinition;
import io.connectmigrator.report.ProblemCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which connectors move from where to where, in which order, and what changes on the way. Immutable; says nothing about how
 * far it has been carried out. A {@link Migrator} checks it, carries it out, confirms it or rolls it back.
 *
 * <p>Where a plan finds its connectors ({@link MigrationPlanBuilder#connectorsMatching}) or routes them
 * ({@link MigrationPlanBuilder#route}), that is found out anew at each call, so the functions should look only at what a
 * migration does not change: names and configs, but not tasks, of which a stopped connector has none. The same plan then
 * means the same in a later call, also in another process. Whatever a call has begun goes on only to where it was begun: if a
 * route leads elsewhere by now, that is refused.
 *
 * <p>Once a connector was confirmed it is not on the source any more. A plan that names it still has it, and knows from the
 * journal where it was routed; for a plan that finds its connectors, there is nothing left to find.
 */
public final class MigrationPlan {

    private final PlanDefinition definition;

    MigrationPlan(PlanDefinition definition) {
        this.definition = definition;
    }

    /** {@return a builder, to which at least a source, a target or a route, and connectors must be given} */
    public static MigrationPlanBuilder builder() {
        return new MigrationPlanBuilder();
    }

    /** {@return the cluster that the connectors leave} */
    public ConnectClient source() {
        return definition.source();
    }

    /** {@return the cluster that the connectors go to; empty if each of them is routed} */
    public Optional<ConnectClient> target() {
        return definition.target();
    }

    /**
     * {@return the connectors that the plan names, by their names on the source and in the order in which they move} Those
     * that it finds by looking at them are not among them.
     */
    public List<String> connectors() {
        return definition.connectors();
    }

    /** {@return what happens to offsets that the target already has} */
    public ExistingOffsets existingOffsets() {
        return definition.existingOffsets();
    }

    /** {@return what happens to connectors without offsets} */
    public EmptyOffsets emptyOffsets() {
        return definition.emptyOffsets();
    }

    /** {@return what happens if another call or process is at work on some of the connectors} */
    public Claimed claimed() {
        return definition.claimed();
    }

    /** {@return the kinds of problems that are not in the way; unmodifiable} */
    public Set<ProblemCode> accepted() {
        return definition.accepted().codes();
    }

    /** {@return the rules about duplicates whose findings are not in the way, by name, each with the reason; unmodifiable} */
    public Map<String, String> allowed() {
        return definition.accepted().rules();
    }

    /**
     * {@return the attributes that all connectors have, in order; unmodifiable} Those that the plan finds by looking at a connector are not
     * among them.
     */
    public Map<String, String> attributes() {
        return definition.attributes().toMap();
    }

    PlanDefinition definition() {
        return definition;
    }

    /** {@return the plan in one line} */
    @Override
    public String toString() {
        return definition.toString();
    }
}
