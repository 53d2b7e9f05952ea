package io.connectmigrator.plan.internal;

import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The connectors of a call that are moved together: in one wave, after all that one of them waits for, and none without the others. */
final class Units {

    private final PlanDefinition plan;
    private final List<SelectedConnector> selected;

    Units(PlanDefinition plan, List<SelectedConnector> selected) {
        this.plan = plan;
        this.selected = selected;
    }

    /** {@return the connectors of the call without those of units of which it leaves out others} */
    List<SelectedConnector> connectors() {
        return selected.stream()
                .filter(each -> isComplete(plan.unitOf(each.connector())))
                .toList();
    }

    private boolean isComplete(@Nullable UnitDefinition unit) {
        return unit == null || names().containsAll(unit.members());
    }

    private List<String> names() {
        return selected.stream().map(SelectedConnector::connector).toList();
    }

    /** {@return the moves of a connector in its unit; one that is empty if it moves by itself} */
    Stream<Optional<UnitMove>> moves(String connector) {
        UnitDefinition unit = plan.unitOf(connector);
        return unit == null
                ? Stream.of(Optional.empty())
                : unit.moves().stream()
                        .filter(move -> move.member().equals(connector))
                        .map(Optional::of);
    }

    /** {@return the connectors that are moved together with one, itself among them} */
    List<SelectedConnector> together(SelectedConnector one) {
        UnitDefinition unit = plan.unitOf(one.connector());
        return unit == null
                ? List.of(one)
                : selected.stream()
                        .filter(each -> unit.members().contains(each.connector()))
                        .toList();
    }

    /** {@return the others that those wait for} */
    Set<String> awaitedBy(SelectedConnector one, Collection<String> present) {
        Set<String> awaited = new LinkedHashSet<>();
        List<String> together =
                together(one).stream().map(SelectedConnector::connector).toList();
        together.forEach(each -> awaited.addAll(plan.order().awaitedBy(each, present)));
        together.forEach(awaited::remove);
        return awaited;
    }

    /** {@return that the call names some connectors of a unit and not all} */
    List<PlanFinding> findings() {
        return plan.units().stream()
                .filter(unit -> !isComplete(unit) && unit.members().stream().anyMatch(names()::contains))
                .map(unit -> PlanFinding.about(unit.members(), incomplete(unit)))
                .toList();
    }

    private static Problem incomplete(UnitDefinition unit) {
        return Problem.error(
                ProblemCode.NOT_IN_PLAN,
                "the call leaves out some of " + Names.connectors(unit.members())
                        + ", which the plan moves together, so it does nothing with them",
                "Name all of them");
    }
}
