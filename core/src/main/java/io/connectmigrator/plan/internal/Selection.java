package io.connectmigrator.plan.internal;

import static java.util.function.Function.identity;

import io.connectmigrator.connect.ConnectorInfo;
import io.connectmigrator.journal.JournalException;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import io.connectmigrator.report.internal.Failures;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which connectors of the source a plan has: those that it names, and those that match, in the order of their names. The
 * source is asked once, and only if the plan has to look at connectors. A call may want only some of them.
 */
final class Selection {

    private final PlanDefinition plan;
    private final List<PlanFinding> findings = new ArrayList<>();
    private final List<SelectedConnector> selectedConnectors;
    private @Nullable Problem notListed;

    /**
     * Selects connectors.
     *
     * @param only the names of the only ones that are wanted; null for all
     * @param journal knows connectors that are not on the source any more
     * @param forAttributes whether the connectors are looked at for their attributes, if for nothing else
     */
    Selection(PlanDefinition plan, @Nullable Set<String> only, JournalLookup journal, boolean forAttributes) {
        this.plan = plan;
        Map<String, ConnectorInfo> listed = plan.looksAtConnectors() || forAttributes ? listed() : Map.of();
        Map<String, SelectedConnector> all = select(listed);
        this.selectedConnectors =
                only == null ? List.copyOf(all.values()) : wanted(only, all, listed.keySet(), journal);
    }

    /** {@return the connectors} */
    List<SelectedConnector> selectedConnectors() {
        return selectedConnectors;
    }

    /** {@return why the source's connectors could not be listed, or null if they could or need not be} */
    @Nullable
    Problem notListed() {
        return notListed;
    }

    /** {@return what went wrong} */
    List<PlanFinding> findings() {
        return findings;
    }

    private Map<String, ConnectorInfo> listed() {
        try {
            return plan.source().connectors().stream()
                    .sorted(Comparator.comparing(ConnectorInfo::name))
                    .collect(
                            Collectors.toMap(ConnectorInfo::name, identity(), (one, same) -> same, LinkedHashMap::new));
        } catch (RuntimeException e) {
            Problem problem = Failures.problem(e);
            boolean isNeeded = plan.looksAtConnectors();
            notListed = isNeeded ? problem : null;
            findings.add(PlanFinding.about(plan.connectors(), isNeeded ? problem : harmless(problem)));
            return Map.of();
        }
    }

    /** {@return the problem where it only keeps attributes from being known} No connector stays down for want of a word. */
    static Problem harmless(Problem problem) {
        return Problem.warning(problem.code(), problem.message() + "; so attributes are missing", problem.remedy());
    }

    private Map<String, SelectedConnector> select(Map<String, ConnectorInfo> listed) {
        Map<String, SelectedConnector> selected = new LinkedHashMap<>();
        plan.connectors().forEach(name -> selected.put(name, new SelectedConnector(name, listed.get(name))));
        matching(listed.values())
                .forEach(info -> selected.putIfAbsent(info.name(), new SelectedConnector(info.name(), info)));
        return selected;
    }

    private List<SelectedConnector> wanted(
            Set<String> only, Map<String, SelectedConnector> all, Set<String> listed, JournalLookup journal) {
        List<SelectedConnector> wanted = new ArrayList<>(all.values());
        wanted.removeIf(selected -> !only.contains(selected.connector()));
        Set<String> unknown = new LinkedHashSet<>(only);
        unknown.removeAll(all.keySet());
        if (plan.findsConnectors() && notListed == null) {
            unknown.stream()
                    .filter(name -> !listed.contains(name) && hasMoved(name, journal))
                    .forEach(name -> wanted.add(new SelectedConnector(name, null)));
        }
        wanted.forEach(selected -> unknown.remove(selected.connector()));
        if (!unknown.isEmpty() && notListed == null) {
            findings.add(PlanFinding.about(List.of(), notInPlan(unknown)));
        }
        return List.copyOf(wanted);
    }

    /** One that matched once and was confirmed is not there to match any more. */
    private boolean hasMoved(String connector, JournalLookup journal) {
        try {
            return journal.move(plan.source().name(), connector).isPresent();
        } catch (JournalException e) {
            findings.add(PlanFinding.about(List.of(), Failures.problem(e)));
            return false;
        }
    }

    private static Problem notInPlan(Set<String> unknown) {
        return Problem.error(
                ProblemCode.NOT_IN_PLAN,
                "the call names " + Names.connectors(unknown) + (unknown.size() == 1 ? ", which is" : ", which are")
                        + " not in the plan, so it does nothing",
                "Correct the name, or call with a plan that has the connector");
    }

    private List<ConnectorInfo> matching(Collection<ConnectorInfo> listed) {
        return listed.stream().filter(this::matches).toList();
    }

    private boolean matches(ConnectorInfo connector) {
        try {
            return PlanFunction.ask("connectorsMatching", connector.name(), () -> plan.matches(connector));
        } catch (RuntimeException e) {
            findings.add(PlanFinding.about(List.of(), Failures.problem(e)));
            return false;
        }
    }
}
