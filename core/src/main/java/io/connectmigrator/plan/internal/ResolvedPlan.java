package io.connectmigrator.plan.internal;

import io.connectmigrator.report.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which connectors of a plan are moved in one call, where each of them goes, and in which order: waves, one after the other,
 * and in each wave a connector after those that it waits for. Immutable. It is found out anew at each call, since the
 * clusters decide about it as much as the plan.
 *
 * @param plan the plan
 * @param waves the waves in their order, none of them empty
 * @param excused names that the plan mentions and that are not among the connectors, for a reason: an earlier call has moved
 *     them, or it cannot be told because the source could not be looked at
 * @param findings what is wrong with the plan as a whole
 */
public record ResolvedPlan(PlanDefinition plan, List<Wave> waves, Set<String> excused, List<PlanFinding> findings) {

    /**
     * Connectors that may move at the same time, but for those that wait for others.
     *
     * @param number its number, from 1 on in the order of the plan; since empty waves are left out, there may be gaps
     * @param connectors its connectors, each after those that it waits for and otherwise in the order of the plan
     */
    public record Wave(int number, List<ConnectorPlan> connectors) {

        public Wave {
            connectors = List.copyOf(connectors);
        }
    }

    public ResolvedPlan {
        waves = List.copyOf(waves);
        excused = Set.copyOf(excused);
        findings = List.copyOf(findings);
    }

    /** {@return connectors in their waves and in the order in which they may start} */
    public static ResolvedPlan of(
            PlanDefinition plan, List<ConnectorPlan> connectors, Set<String> excused, List<PlanFinding> findings) {
        List<Wave> waves = connectors.stream()
                .map(ConnectorPlan::wave)
                .distinct()
                .sorted()
                .map(number -> new Wave(number, inOrder(connectors, number)))
                .toList();
        return new ResolvedPlan(plan, waves, excused, findings);
    }

    private static List<ConnectorPlan> inOrder(List<ConnectorPlan> connectors, int wave) {
        Map<String, List<ConnectorPlan>> waiting = new LinkedHashMap<>();
        connectors.stream()
                .filter(connector -> connector.wave() == wave)
                .forEach(connector -> waiting.computeIfAbsent(connector.connector(), first -> new ArrayList<>())
                        .add(connector));
        List<ConnectorPlan> ordered = new ArrayList<>();
        List.copyOf(waiting.keySet()).forEach(connector -> letGo(connector, waiting, ordered));
        return ordered;
    }

    private static void letGo(String connector, Map<String, List<ConnectorPlan>> waiting, List<ConnectorPlan> ordered) {
        List<ConnectorPlan> next = waiting.remove(connector);
        if (next != null) {
            next.get(0).after().forEach(other -> letGo(other, waiting, ordered));
            ordered.addAll(next);
        }
    }

    /** {@return the same with more that was found} */
    public ResolvedPlan with(List<PlanFinding> more) {
        return new ResolvedPlan(
                plan,
                waves,
                excused,
                Stream.concat(findings.stream(), more.stream()).toList());
    }

    /** {@return the same moves, rehearsed} */
    public ResolvedPlan rehearsal() {
        List<Wave> rehearsed = waves.stream()
                .map(wave -> new Wave(
                        wave.number(),
                        wave.connectors().stream().map(ConnectorPlan::rehearsal).toList()))
                .toList();
        return new ResolvedPlan(plan, rehearsed, excused, findings);
    }

    /** {@return all connectors, wave after wave} */
    public List<ConnectorPlan> connectors() {
        return waves.stream().flatMap(wave -> wave.connectors().stream()).toList();
    }

    /** {@return the moves of all units, wave after wave, with those that are made together in one list} */
    public List<List<ConnectorPlan>> units() {
        Map<Object, List<ConnectorPlan>> units = new LinkedHashMap<>();
        connectors()
                .forEach(connector -> units.computeIfAbsent(
                                connector.unit() == null ? connector : connector.unit(), first -> new ArrayList<>())
                        .add(connector));
        units.values().forEach(unit -> unit.sort(Comparator.comparing(ConnectorPlan::placeInUnit)));
        return List.copyOf(units.values());
    }

    /** {@return the names of all connectors on the source, wave after wave} */
    public List<String> names() {
        return connectors().stream().map(ConnectorPlan::connector).distinct().toList();
    }

    /** {@return the names of the target clusters} */
    public List<String> targets() {
        return connectors().stream()
                .map(connector -> connector.destination().name())
                .distinct()
                .toList();
    }

    /** {@return what is wrong with the plan as a whole, each thing once} */
    public List<Problem> problems() {
        return findings.stream().map(PlanFinding::problem).distinct().toList();
    }

    /** {@return what is wrong with the plan as a whole and is about that connector} */
    public List<Problem> problemsOf(String connector) {
        return findings.stream()
                .filter(finding -> finding.connectors().contains(connector))
                .map(PlanFinding::problem)
                .distinct()
                .toList();
    }

    /** {@return whether nothing that was found about the plan as a whole stands in the way} */
    public boolean mayBegin() {
        return findings.stream().noneMatch(finding -> finding.problem().isError());
    }
}
