package io.connectmigrator.report;

import io.connectmigrator.internal.Figures;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The totals of a report.
 *
 * @param connectors how many connectors the report has
 * @param outcomes how many connectors ended in each outcome, by its {@linkplain MigrationOutcome#name() name}, in alphabetical order
 * @param offsetsMoved for how many partitions an offset was moved
 * @param errors how many errors there are
 * @param warnings how many warnings there are
 * @param downtimes the downtimes of the connectors that have moved; null if none was down
 */
public record MigrationTotals(
        int connectors,
        Map<String, Integer> outcomes,
        long offsetsMoved,
        int errors,
        int warnings,
        @Nullable Downtimes downtimes) {

    /**
     * Copies the outcomes.
     *
     * @param connectors how many connectors the report has
     * @param outcomes how many connectors ended in each outcome
     * @param offsetsMoved for how many partitions an offset was moved
     * @param errors how many errors there are
     * @param warnings how many warnings there are
     * @param downtimes the downtimes, or null
     */
    public MigrationTotals {
        outcomes = Collections.unmodifiableMap(new TreeMap<>(outcomes));
    }

    static MigrationTotals of(List<ConnectorReport> connectors, List<Problem> problems) {
        Map<String, Integer> outcomes = new TreeMap<>();
        connectors.forEach(connector -> outcomes.merge(connector.outcome().name(), 1, Integer::sum));
        List<Duration> downtimes = connectors.stream()
                .map(ConnectorReport::downtime)
                .filter(Objects::nonNull)
                .toList();
        return new MigrationTotals(
                connectors.size(),
                outcomes,
                connectors.stream().mapToLong(ConnectorReport::offsetsMoved).sum(),
                Severity.ERROR.countIn(problems),
                Severity.WARNING.countIn(problems),
                Downtimes.of(downtimes));
    }

    /** {@return how many connectors ended in each outcome, such as {@code 2 moved, 1 undone}, or {@code no connectors}} */
    @Override
    public String toString() {
        return outcomes.isEmpty()
                ? "no connectors"
                : outcomes.entrySet().stream()
                        .map(outcome -> outcome.getValue() + " " + Figures.words(outcome.getKey()))
                        .collect(Collectors.joining(", "));
    }
}
