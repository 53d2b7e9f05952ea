package io.connectmigrator.migration.internal.run;

import io.connectmigrator.event.MigrationEvent;
import io.connectmigrator.plan.internal.AnyConnectorCheck;
import io.connectmigrator.plan.internal.ResolvedPlan;
import io.connectmigrator.report.MigrationOutcome;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a migrator does with the connectors of a plan. The defaults are those of an operation that ends migrations. */
interface Operation {

    /** {@return the names on the source of the only connectors of the plan that it is about, or null if it is about all} */
    default @Nullable Set<String> only() {
        return null;
    }

    /** {@return whether other calls are kept away from the connectors until all have come to their end} */
    default boolean claims() {
        return true;
    }

    /** Releases what the operation holds; all connectors have come to their end. */
    default void end() {}

    /** {@return the plan with what is found about it as a whole; what was wrong with its order is past} */
    default ResolvedPlan examine(ResolvedPlan resolvedPlan) {
        return resolvedPlan.with(AnyConnectorCheck.nothingLeft(resolvedPlan));
    }

    /** Notes what keeps the operation from a connector, as the journal says. */
    void examine(UnitContext context);

    /** {@return whether the clusters are to be looked at before a connector starts} */
    default boolean needsCheck(UnitContext context) {
        return false;
    }

    /** {@return whether any connector may start; one that may not is no reason to leave the others, but a name that is not in the plan is} */
    default boolean mayBegin(ResolvedPlan resolvedPlan, List<UnitContext> contexts) {
        Set<String> only = only();
        return only == null || resolvedPlan.names().containsAll(only);
    }

    /** {@return whether waves, gates and limits of the plan count} */
    default boolean keepsOrder() {
        return false;
    }

    /** Begins with one connector. */
    Continuation begin(UnitContext context);

    /** {@return what the caller asked for} */
    MigrationEvent.Call call();

    /** {@return the outcome that an earlier call has reached for the connector, if nothing is left to do} */
    default Optional<MigrationOutcome> earlierOutcome(UnitContext context) {
        return Optional.empty();
    }
}
