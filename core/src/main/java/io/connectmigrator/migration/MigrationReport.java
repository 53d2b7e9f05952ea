package io.connectmigrator.migration;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * What became of a plan.
 *
 * @param startedAt when the call began
 * @param took how long it took
 * @param connectors what became of each connector, in the order in which they moved
 * @param planProblems what was found about the plan as a whole. What concerns connectors of the plan is among theirs as well
 */
public record MigrationReport(
        Instant startedAt, Duration took, List<ConnectorReport> connectors, List<Problem> planProblems) {

    /**
     * Copies the lists.
     *
     * @param startedAt when the call began
     * @param took how long it took
     * @param connectors what became of each connector
     * @param planProblems what was found about the plan as a whole
     */
    public MigrationReport {
        requireNonNull(startedAt, "startedAt");
        requireNonNull(took, "took");
        connectors = List.copyOf(connectors);
        planProblems = List.copyOf(planProblems);
    }

    /** Of a plan with which nothing was wrong as a whole. */
    MigrationReport(Instant startedAt, Duration took, List<ConnectorReport> connectors) {
        this(startedAt, took, connectors, List.of());
    }

    /** {@return whether every connector is where it was asked to be, and nothing was wrong with the plan as a whole} */
    public boolean succeeded() {
        return planProblems.stream().noneMatch(Problem::isError)
                && connectors.stream().allMatch(connector -> connector.outcome().succeeded());
    }

    /** {@return the problems of the plan and of all connectors, errors and warnings, each once} */
    public List<Problem> problems() {
        return Stream.concat(
                        planProblems.stream(), connectors.stream().flatMap(connector -> connector.problems().stream()))
                .distinct()
                .toList();
    }

    /**
     * {@return the report as a JSON object} Durations are in milliseconds and moments in ISO 8601. Fields may be added in
     * later versions.
     */
    public String toJson() {
        return ReportJson.write(this);
    }

    /** {@return a table for people, the verdict on its first line} */
    @Override
    public String toString() {
        return ReportText.write(this);
    }
}
