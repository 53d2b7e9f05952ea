package io.connectmigrator.plan.internal;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.report.DuplicateRule;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a plan must say to be one, as far as that can be known without looking at the source. */
public final class PlanRequirements {

    private PlanRequirements() {}

    /**
     * Requires that a plan is complete and says nothing twice.
     *
     * @throws IllegalStateException if something is missing, said twice, or said of connectors that are not in the plan
     */
    public static void require(PlanDefinition plan) {
        requireTargets(plan);
        requireOtherPlaces(plan);
        if (!plan.findsConnectors() && plan.connectors().isEmpty()) {
            throw new IllegalStateException("the plan has no connectors: call connectors(…) or connectorsMatching(…)");
        }
        requireOrder(plan);
        requireRules(plan);
        requireUnits(plan);
    }

    private static void requireUnits(PlanDefinition plan) {
        if (plan.merging().loseUnconfirmed()) {
            throw new IllegalStateException("onConflict(LATEST) may lose records: confirm that with mayLose()");
        }
        List<String> renamed = plan.units().stream()
                .flatMap(unit -> unit.members().stream())
                .filter(member -> plan.overrides(member).targetName != null)
                .toList();
        if (!renamed.isEmpty()) {
            throw new IllegalStateException("what becomes of " + Names.connectors(renamed)
                    + " is said by merge(…), split(…) or fork(…), and by override(…).targetName(…) too");
        }
    }

    private static void requireRules(PlanDefinition plan) {
        Set<String> rules = Stream.of(DuplicateRule.values()).map(Enum::name).collect(Collectors.toSet());
        List<String> unknown =
                plan.allowedAnywhere().filter(rule -> !rules.contains(rule)).toList();
        if (!unknown.isEmpty()) {
            throw new IllegalStateException("allow(…) names rules that do not exist: " + String.join(", ", unknown)
                    + "; there are D1 to D" + rules.size());
        }
    }

    private static void requireTargets(PlanDefinition plan) {
        boolean isRouted = plan.route() != null;
        if (plan.target().isPresent() && isRouted) {
            throw new IllegalStateException(
                    "the plan has a target and a route: call to(…), or call route(…) and let it answer every target");
        }
        boolean eachHasItsOwn = !plan.findsConnectors()
                && !plan.connectors().isEmpty()
                && plan.connectors().stream().allMatch(connector -> plan.overrides(connector).target != null);
        if (plan.target().isEmpty() && !isRouted && !eachHasItsOwn) {
            throw new IllegalStateException("the plan has no target: call to(…) or route(…)");
        }
    }

    /** Which name a function of the plan gives to a connector is found out at each call. */
    private static void requireOtherPlaces(PlanDefinition plan) {
        ConnectClient source = plan.source();
        boolean isInPlace = plan.target()
                .filter(target -> TargetCluster.areOne(source, target))
                .isPresent();
        if (isInPlace && plan.findsConnectors()) {
            throw new IllegalStateException("source and target are the same Connect cluster, " + source
                    + ", where connectorsMatching(…) would find connectors again under their new names: name them with"
                    + " connectors(…)");
        }
        List<String> staying = plan.connectors().stream()
                .filter(connector -> isOnSource(plan, connector, isInPlace) && !plan.mayRename(connector))
                .toList();
        if (!staying.isEmpty()) {
            throw new IllegalStateException("source and target of " + Names.connectors(staying)
                    + " are the same Connect cluster, " + source
                    + "; a connector cannot be moved to where it is, unless it gets another name with rename(…)");
        }
    }

    private static boolean isOnSource(PlanDefinition plan, String connector, boolean isInPlace) {
        ConnectClient own = plan.overrides(connector).target;
        return own == null ? isInPlace : TargetCluster.areOne(plan.source(), own);
    }

    private static void requireOrder(PlanDefinition plan) {
        List<String> cycle = plan.order().cycle();
        if (!cycle.isEmpty()) {
            throw new IllegalStateException("these wait for each other, each for the next: " + String.join(", ", cycle)
                    + "; none of them could ever start");
        }
        Set<String> unknown = plan.mentioned();
        plan.connectors().forEach(unknown::remove);
        if (!plan.findsConnectors() && !unknown.isEmpty()) {
            throw new IllegalStateException(NamesInPlanCheck.notInPlan(unknown));
        }
    }
}
