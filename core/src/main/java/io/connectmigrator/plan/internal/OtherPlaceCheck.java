package io.connectmigrator.plan.internal;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** A connector that stays on its Connect cluster must get another name there, and the cluster must have one name. */
final class OtherPlaceCheck implements PlanCheck {

    @Override
    public List<PlanFinding> examine(ResolvedPlan resolvedPlan) {
        PlanDefinition plan = resolvedPlan.plan();
        List<ConnectorPlan> inPlace = resolvedPlan.connectors().stream()
                .filter(ConnectorPlan::isInPlace)
                .toList();
        List<ConnectorPlan> found = inPlace.stream()
                .filter(connector -> !plan.connectors().contains(connector.connector()))
                .toList();
        return Stream.of(
                        finding(plan, inPlace.stream().filter(OtherPlaceCheck::keepsName), OtherPlaceCheck::stays),
                        finding(plan, found.stream(), OtherPlaceCheck::isFoundAgain),
                        finding(
                                plan,
                                inPlace.stream().filter(OtherPlaceCheck::isUnderTwoNames),
                                OtherPlaceCheck::twoNames))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<PlanFinding> finding(
            PlanDefinition plan,
            Stream<ConnectorPlan> connectors,
            BiFunction<List<String>, ConnectClient, Problem> problem) {
        List<String> names = connectors.map(ConnectorPlan::connector).distinct().toList();
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(PlanFinding.about(names, problem.apply(names, plan.source())));
    }

    /** What fails here is a finding of other checks. */
    private static boolean keepsName(ConnectorPlan connector) {
        try {
            String name = connector.rehearsedMove().targetConnector().name();
            UnitDefinition unit = connector.unit();
            return name.equals(connector.connector())
                    || (unit != null && unit.members().contains(name));
        } catch (RuntimeException e) {
            return false;
        }
    }

    private static boolean isUnderTwoNames(ConnectorPlan connector) {
        return !connector.destination().name().equals(connector.source().name());
    }

    private static Problem stays(List<String> names, ConnectClient source) {
        return Problem.error(
                ProblemCode.SAME_CLUSTER,
                "the plan leads " + Names.connectors(names) + " to " + source + ", which is the source",
                "Leave out of the plan what is to stay, or give it another name with rename(…); a connector cannot be moved to"
                        + " where it is");
    }

    private static Problem isFoundAgain(List<String> names, ConnectClient source) {
        return Problem.error(
                ProblemCode.SAME_CLUSTER,
                "the plan finds " + Names.connectors(names)
                        + " by connectorsMatching(…) and gives them other names on the same cluster, " + source
                        + ", where the next call would find them again under those",
                "Name them with connectors(…)");
    }

    private static Problem twoNames(List<String> names, ConnectClient source) {
        return Problem.error(
                ProblemCode.SAME_CLUSTER,
                "the plan leads " + Names.connectors(names) + " to " + source
                        + ", which is the source under another name; the journal knows clusters by their names",
                "Give the plan one client for both");
    }
}
