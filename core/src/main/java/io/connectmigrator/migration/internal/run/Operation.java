package io.connectmigrator.migration.internal.run;

import io.connectmigrator.plan.internal.AnyConnectorCheck;
import io.connectmigrator.plan.internal.ResolvedPlan;
import io.connectmigrator.report.MigrationOutcome;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a migrator can be asked to do with a plan. By default it is something that ends migrations. */
interface Operation {

    /** {@return the names on the source of the only connectors of the plan that it is about, or null if it is about all} */
    default @Nullable Set<String> only() {
        return null;
    }

    /** {@return the plan with what is found about it as a whole; what was wrong with its order is past} */
    default ResolvedPlan examine(ResolvedPlan resolvedPlan) {
        return resolvedPlan.with(AnyConnectorCheck.nothingLeft(resolvedPlan));
    }

    /** Finds out from the journal what keeps the verb from a connector, and notes it. */
    void examine(ConnectorContext context);

    /** {@return whether the clusters are to be looked at before a connector starts} */
    default boolean needsCheck(ConnectorContext context) {
        return false;
    }

    /** {@return whether any connector may start; one that may not is no reason to leave the others, but a name that is not in the plan is} */
    default boolean mayBegin(ResolvedPlan resolvedPlan, List<ConnectorContext> contexts) {
        Set<String> only = only();
        return only == null || resolvedPlan.names().containsAll(only);
    }

    /** {@return whether waves, gates and limits of the plan count} */
    default boolean keepsOrder() {
        return false;
    }

    /** Begins with one connector. */
    Stage begin(ConnectorContext context);

    /** {@return the name of the verb} */
    @Override
    String toString();

    /** {@return to which end of this an earlier call has brought the connector, so that nothing is left to keep it from} */
    default Optional<MigrationOutcome> endBefore(ConnectorContext context) {
        return Optional.empty();
    }
}
