package io.connectmigrator.report;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.internal.PlainLine;
import io.connectmigrator.internal.TextTable;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The result of a check of a plan: what would happen, and all problems.
 *
 * @param from the source cluster
 * @param to the target clusters
 * @param connectors the results for each connector, in the order in which they would move
 * @param planProblems the problems of the plan as a whole; those that concern connectors are also among theirs
 */
public record MigrationCheck(
        String from, List<String> to, List<ConnectorCheck> connectors, List<Problem> planProblems) {

    /**
     * Copies the lists.
     *
     * @param from the source cluster
     * @param to the target clusters
     * @param connectors the results for each connector
     * @param planProblems the problems of the plan as a whole
     */
    public MigrationCheck {
        requireNonNull(from, "from");
        to = List.copyOf(to);
        connectors = List.copyOf(connectors);
        planProblems = List.copyOf(planProblems);
    }

    /** {@return whether {@link io.connectmigrator.migration.Migrator#migrate} would begin} */
    public boolean passed() {
        return planProblems.stream().noneMatch(Problem::isError)
                && connectors.stream().allMatch(ConnectorCheck::passed);
    }

    /** {@return the problems of the plan and of all connectors, errors and warnings, each once} */
    public List<Problem> problems() {
        return Stream.concat(
                        planProblems.stream(), connectors.stream().flatMap(connector -> connector.problems().stream()))
                .distinct()
                .toList();
    }

    /** {@return a table for people, the verdict on its first line} */
    @Override
    public String toString() {
        TextTable table = new TextTable("wave", "connector", "target", "to", "found", "way", "problems");
        for (ConnectorCheck connector : connectors) {
            table.row(
                    Integer.toString(connector.wave()),
                    connector.connector(),
                    connector.target(),
                    connector.to(),
                    connector.found(),
                    connector.way(),
                    connector.problems().stream()
                            .map(problem -> problem.code().name())
                            .collect(Collectors.joining(", ")));
        }
        return (passed() ? "PASSED" : "NOT PASSED") + ": " + connectors.size() + " to move from "
                + PlainLine.of(from + (to.isEmpty() ? "" : " to " + String.join(", ", to))) + ", "
                + ReportText.problems(problems())
                + System.lineSeparator() + table
                + ReportText.lines(problems());
    }
}
