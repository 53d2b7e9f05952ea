package io.connectmigrator.migration;

import io.connectmigrator.report.internal.Failures;
import io.connectmigrator.journal.Journal;
import io.connectmigrator.journal.JournalException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds out what a plan means now: which connectors it has, where each of them goes, and in which wave. Reads only. */
final class PlanResolution {

    private final MigrationPlan plan;
    private final Remembered remembered;
    private final List<PlanFinding> findings = new ArrayList<>();

    private PlanResolution(MigrationPlan plan, Journal journal) {
        this.plan = plan;
        this.remembered = new Remembered(journal, plan.source().name());
    }

    /**
     * {@return the itinerary of a plan}
     *
     * @param journal what remembers where connectors went that are not on the source any more
     */
    static Itinerary of(MigrationPlan plan, Journal journal) {
        return new PlanResolution(plan, journal).resolve();
    }

    private Itinerary resolve() {
        Selection selection = new Selection(plan);
        Destinations destinations = new Destinations(plan, remembered, selection);
        List<String> names =
                selection.candidates().stream().map(Candidate::connector).toList();
        List<ConnectorPlan> connectors = selection.candidates().stream()
                .map(candidate -> new ConnectorPlan(
                        plan,
                        candidate.connector(),
                        candidate.found(),
                        destinations.of(candidate.connector()),
                        waveOf(candidate),
                        plan.order().awaitedBy(candidate.connector(), names)))
                .toList();
        findings.addAll(selection.findings());
        findings.addAll(destinations.findings());
        Set<String> excused = excused(selection, names);
        return Itinerary.of(plan, connectors, excused, findings);
    }

    private int waveOf(Candidate candidate) {
        try {
            return plan.order().waveOf(candidate);
        } catch (RuntimeException e) {
            findings.add(PlanFinding.about(List.of(candidate.connector()), Failures.problem(e)));
            return plan.order().lastWave();
        }
    }

    private Set<String> excused(Selection selection, List<String> present) {
        Set<String> absent = new LinkedHashSet<>(plan.mentioned());
        present.forEach(absent::remove);
        if (selection.findings().isEmpty()) {
            absent.removeIf(connector -> !isRemembered(connector));
        }
        return absent;
    }

    private boolean isRemembered(String connector) {
        try {
            return remembered.move(connector).isPresent();
        } catch (JournalException e) {
            findings.add(PlanFinding.about(List.of(), Failures.problem(e)));
            return true;
        }
    }
}
