package io.connectmigrator.plan.internal;

import static java.util.function.Function.identity;

import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** No connector may wait for one of a later wave. */
final class OrderCheck implements PlanCheck {

    @Override
    public List<PlanFinding> examine(ResolvedPlan resolvedPlan) {
        Map<String, ConnectorPlan> connectors = resolvedPlan.connectors().stream()
                .collect(Collectors.toMap(ConnectorPlan::connector, identity(), (one, other) -> one));
        return resolvedPlan.connectors().stream()
                .flatMap(connector -> tooLate(connector, connectors))
                .toList();
    }

    private static Stream<PlanFinding> tooLate(ConnectorPlan waiting, Map<String, ConnectorPlan> connectors) {
        return waiting.after().stream()
                .map(connectors::get)
                .filter(awaited -> awaited != null && awaited.wave() > waiting.wave())
                .map(awaited -> PlanFinding.about(
                        List.of(waiting.connector(), awaited.connector()), contradiction(waiting, awaited)));
    }

    private static Problem contradiction(ConnectorPlan waiting, ConnectorPlan awaited) {
        return Problem.error(
                ProblemCode.ORDER_CONTRADICTS,
                "connector '" + waiting.connector() + "' of wave " + waiting.wave() + " waits for '"
                        + awaited.connector() + "', which is in wave " + awaited.wave(),
                "Put them into one wave, or change waitsFor(…)");
    }
}
