package io.connectmigrator.migration;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A report as a table for people. */
final class ReportText {

    private ReportText() {}

    static String write(MigrationReport report) {
        TextTable table =
                new TextTable("connector", "from", "to", "outcome", "offsets", "through", "downtime", "steps");
        for (ConnectorReport connector : report.connectors()) {
            table.row(
                    name(connector),
                    connector.from(),
                    connector.to(),
                    connector.outcome().toString(),
                    Integer.toString(connector.offsetsMoved()),
                    through(connector),
                    milliseconds(connector.downtime()),
                    connector.steps().stream().map(StepReport::toString).collect(Collectors.joining(", ")));
        }
        return verdict(report)
                + System.lineSeparator()
                + table
                + TextTable.lines(reasons(report))
                + TextTable.lines(report.problems());
    }

    private static String verdict(MigrationReport report) {
        TreeMap<String, Integer> outcomes = new TreeMap<>();
        report.connectors()
                .forEach(connector -> outcomes.merge(connector.outcome().toString(), 1, Integer::sum));
        String counts = outcomes.entrySet().stream()
                .map(outcome -> outcome.getValue() + " " + outcome.getKey())
                .collect(Collectors.joining(", "));
        return (report.succeeded() ? "SUCCEEDED" : "NOT SUCCEEDED") + ": " + counts + " of "
                + report.connectors().size() + ", " + problems(report.problems()) + ", in "
                + report.took().toMillis() + " ms";
    }

    static String problems(List<Problem> problems) {
        long errors = problems.stream().filter(Problem::isError).count();
        return errors + (errors == 1 ? " error" : " errors") + ", " + (problems.size() - errors)
                + (problems.size() - errors == 1 ? " warning" : " warnings");
    }

    private static String through(ConnectorReport connector) {
        TransportChoice read = connector.readWith();
        TransportChoice written = connector.writtenWith();
        String from = read == null ? "-" : read.transport();
        String to = written == null ? "-" : written.transport();
        return from.equals(to) ? from : from + " -> " + to;
    }

    /** Why another transport than REST was chosen. */
    private static List<String> reasons(MigrationReport report) {
        return report.connectors().stream()
                .flatMap(connector -> Stream.of(
                        reason(connector, "read", connector.readWith()),
                        reason(connector, "written", connector.writtenWith())))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<String> reason(ConnectorReport connector, String what, @Nullable TransportChoice choice) {
        return Optional.ofNullable(choice)
                .filter(made -> made.via() != TransportChoice.Via.REST)
                .map(made -> connector.connector() + " was " + what + " through " + made);
    }

    private static String name(ConnectorReport report) {
        return report.connector().equals(report.target())
                ? report.connector()
                : report.connector() + " -> " + report.target();
    }

    private static String milliseconds(@Nullable Duration duration) {
        return duration == null ? "-" : duration.toMillis() + " ms";
    }
}
