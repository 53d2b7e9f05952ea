package io.connectmigrator.plan.internal;

import io.connectmigrator.journal.JournalException;
import io.connectmigrator.report.internal.Failures;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds out what a plan means now: which connectors it has, where each of them goes, and in which wave. Reads only. */
public final class PlanResolution {

    private final PlanDefinition plan;
    private final @Nullable Set<String> only;
    private final JournalLookup journal;
    private final AttributeFunctions attributes;
    private final List<PlanFinding> findings = new ArrayList<>();

    private PlanResolution(
            PlanDefinition plan, @Nullable Set<String> only, JournalLookup journal, AttributeFunctions attributes) {
        this.plan = plan;
        this.only = only;
        this.journal = journal;
        this.attributes = attributes;
    }

    /**
     * {@return the plan, resolved}
     *
     * @param journal knows where connectors went that are not on the source any more
     */
    public static ResolvedPlan of(PlanDefinition plan, JournalLookup journal) {
        return of(plan, null, journal);
    }

    /**
     * {@return some connectors of the plan, resolved} A name that is not in the plan is a finding.
     *
     * @param only their names on the source; null for all
     * @param journal knows where connectors went that are not on the source any more
     */
    public static ResolvedPlan of(PlanDefinition plan, @Nullable Set<String> only, JournalLookup journal) {
        return new PlanResolution(plan, only, journal, plan.attributeFunctions()).resolve();
    }

    /** {@return the same without the attributes that are found by looking at connectors: of a plan that looks for nothing else} */
    public static ResolvedPlan withoutLooking(PlanDefinition plan, @Nullable Set<String> only, JournalLookup journal) {
        return new PlanResolution(plan, only, journal, AttributeFunctions.NONE).resolve();
    }

    private ResolvedPlan resolve() {
        Selection selection = new Selection(plan, only, journal, !attributes.isEmpty());
        TargetResolver destinations = new TargetResolver(plan, journal, selection);
        List<String> names = selection.selectedConnectors().stream()
                .map(SelectedConnector::connector)
                .toList();
        Units units = new Units(plan, selection.selectedConnectors());
        List<ConnectorPlan> connectors = units.connectors().stream()
                .flatMap(selected -> units.moves(selected.connector())
                        .map(unitMove -> new ConnectorPlan(
                                plan,
                                selected.connector(),
                                selected.found(),
                                destinations.of(selected.connector()),
                                units.together(selected).stream()
                                        .mapToInt(this::waveOf)
                                        .max()
                                        .orElseThrow(),
                                units.awaitedBy(selected, names),
                                attributesOf(selected),
                                unitMove.orElse(null))))
                .toList();
        findings.addAll(units.findings());
        findings.addAll(selection.findings());
        findings.addAll(destinations.findings());
        Set<String> excused = excused(selection, names);
        return ResolvedPlan.of(plan, connectors, excused, findings);
    }

    private int waveOf(SelectedConnector selected) {
        try {
            return plan.order().waveOf(selected);
        } catch (RuntimeException e) {
            findings.add(PlanFinding.about(List.of(selected.connector()), Failures.problem(e)));
            return plan.order().lastWave();
        }
    }

    private Attributes attributesOf(SelectedConnector selected) {
        try {
            return attributes.of(selected, plan.source().name(), journal);
        } catch (RuntimeException e) {
            findings.add(PlanFinding.about(List.of(selected.connector()), Selection.harmless(Failures.problem(e))));
            return Attributes.NONE;
        }
    }

    private Set<String> excused(Selection selection, List<String> present) {
        Set<String> absent = new LinkedHashSet<>(plan.mentioned());
        present.forEach(absent::remove);
        if (selection.findings().isEmpty()) {
            absent.removeIf(connector -> !isJournaled(connector));
        }
        return absent;
    }

    private boolean isJournaled(String connector) {
        try {
            return journal.move(plan.source().name(), connector).isPresent();
        } catch (JournalException e) {
            findings.add(PlanFinding.about(List.of(), Failures.problem(e)));
            return true;
        }
    }
}
