package io.connectmigrator.plan.internal;

import static java.util.function.Function.identity;

import io.connectmigrator.connect.ConnectorInfo;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.internal.Failures;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which connectors of the source a plan has: those that it names, and those that match, in the order of their names. The
 * source is asked once, and only if the plan has to look at connectors.
 */
final class Selection {

    private final PlanDefinition plan;
    private final List<PlanFinding> findings = new ArrayList<>();
    private final List<SelectedConnector> selectedConnectors;
    private @Nullable Problem notListed;

    Selection(PlanDefinition plan) {
        this.plan = plan;
        this.selectedConnectors = select(plan.looksAtConnectors() ? listed() : Map.of());
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
            notListed = problem;
            findings.add(PlanFinding.about(plan.connectors(), problem));
            return Map.of();
        }
    }

    private List<SelectedConnector> select(Map<String, ConnectorInfo> listed) {
        Map<String, SelectedConnector> selected = new LinkedHashMap<>();
        plan.connectors().forEach(name -> selected.put(name, new SelectedConnector(name, listed.get(name))));
        matching(listed.values())
                .forEach(info -> selected.putIfAbsent(info.name(), new SelectedConnector(info.name(), info)));
        return List.copyOf(selected.values());
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
