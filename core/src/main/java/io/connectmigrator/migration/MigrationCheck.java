package io.connectmigrator.migration;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What a check of a plan found: what would happen, and everything that stands in the way.
 *
 * @param from the source cluster
 * @param to the target cluster
 * @param connectors what was found about each connector, in the order of the plan
 */
public record MigrationCheck(String from, String to, List<ConnectorCheck> connectors) {

    /**
     * Copies the list.
     *
     * @param from the source cluster
     * @param to the target cluster
     * @param connectors what was found about each connector
     */
    public MigrationCheck {
        requireNonNull(from, "from");
        requireNonNull(to, "to");
        connectors = List.copyOf(connectors);
    }

    /** {@return whether {@link Migrator#migrate} would begin} */
    public boolean passed() {
        return connectors.stream().allMatch(ConnectorCheck::passed);
    }

    /** {@return the problems of all connectors, errors and warnings} */
    public List<Problem> problems() {
        return connectors.stream()
                .flatMap(connector -> connector.problems().stream())
                .toList();
    }

    /** {@return a table for people, the verdict on its first line} */
    @Override
    public String toString() {
        TextTable table = new TextTable("connector", "target", "found", "way", "problems");
        for (ConnectorCheck connector : connectors) {
            table.row(
                    connector.connector(),
                    connector.target(),
                    connector.found(),
                    connector.way(),
                    connector.problems().stream()
                            .map(problem -> problem.code().name())
                            .collect(Collectors.joining(", ")));
        }
        return (passed() ? "PASSED" : "NOT PASSED") + ": " + connectors.size() + " to move from " + from + " to " + to
                + ", " + ReportText.problems(problems()) + System.lineSeparator() + table
                + TextTable.lines(problems());
    }
}
