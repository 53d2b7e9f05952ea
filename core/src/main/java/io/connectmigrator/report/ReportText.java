package io.connectmigrator.report;

import io.connectmigrator.internal.DurationText;
import io.connectmigrator.internal.Figures;
import io.connectmigrator.internal.TextTable;
import io.connectmigrator.offset.TranslatedOffset;
import io.connectmigrator.offset.TranslatedSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes a report as a table for people. */
final class ReportText {

    private static final int SHOWN_TRANSLATIONS = 20;

    private ReportText() {}

    static String write(MigrationReport report) {
        TextTable table =
                new TextTable("connector", "from", "to", "outcome", "offsets", "through", "downtime", "steps");
        for (ConnectorReport connector : worstFirst(report)) {
            table.row(
                    name(connector),
                    connector.from(),
                    connector.to(),
                    connector.outcome().toString(),
                    Integer.toString(connector.offsetsMoved()),
                    through(connector),
                    downtime(connector),
                    connector.steps().stream().map(StepReport::toString).collect(Collectors.joining(", ")));
        }
        return verdict(report)
                + System.lineSeparator()
                + table
                + TextTable.lines(report.units())
                + TextTable.lines(reasons(report))
                + schemas(report)
                + translations(report)
                + baselines(report)
                + lines(report.problems());
    }

    private static String schemas(MigrationReport report) {
        TextTable table = new TextTable(SchemaRow.headings("schemas of").toArray(String[]::new));
        List<String> notes = new ArrayList<>();
        for (ConnectorReport connector : worstFirst(report)) {
            List<SchemaComparison> schemas = SchemaRow.telling(connector);
            schemas.forEach(
                    each -> table.row(SchemaRow.of(name(connector), each).toArray(String[]::new)));
            SchemaRow.notes(schemas).forEach(note -> notes.add(name(connector) + ", " + note));
        }
        return table.isEmpty() ? "" : System.lineSeparator() + table + TextTable.lines(notes);
    }

    private static String translations(MigrationReport report) {
        StringBuilder text = new StringBuilder();
        for (ConnectorReport connector : worstFirst(report)) {
            TranslatedSnapshot translation = connector.translation();
            if (translation != null && !translation.offsets().isEmpty()) {
                List<TranslatedOffset> offsets = TranslationRow.worstFirst(translation);
                TextTable table = new TextTable(TranslationRow.headings(true).toArray(String[]::new));
                offsets.stream()
                        .limit(SHOWN_TRANSLATIONS)
                        .forEach(offset ->
                                table.row(TranslationRow.of(offset, true).toArray(String[]::new)));
                text.append(System.lineSeparator()).append("translated for ").append(name(connector));
                text.append(System.lineSeparator()).append(table);
                int left = offsets.size() - SHOWN_TRANSLATIONS;
                text.append(
                        left > 0
                                ? TextTable.lines(
                                        List.of("and " + Figures.count(left, "more partition", "more partitions")))
                                : "");
            }
        }
        return text.toString();
    }

    private static String baselines(MigrationReport report) {
        StringBuilder text = new StringBuilder();
        for (ConnectorReport connector : worstFirst(report)) {
            Baseline baseline = connector.baseline();
            if (baseline != null) {
                TextTable table = new TextTable("baseline of " + name(connector), "before", "after");
                BaselineRow.of(baseline).forEach(row -> table.row(row.name(), row.before(), row.after()));
                text.append(System.lineSeparator()).append(table);
                text.append(TextTable.lines(notMeasured(baseline)));
            }
        }
        return text.toString();
    }

    /** {@return a line for each thing that could not be measured, without offsets} */
    static List<String> notMeasured(Baseline baseline) {
        return BaselineRow.missing(baseline).stream()
                .map(missing -> "not measured " + QuotedOffsets.leftOutOf(missing))
                .toList();
    }

    /** {@return the connectors, failed ones first, then those with problems, else in the order of the plan} */
    static List<ConnectorReport> worstFirst(MigrationReport report) {
        return report.connectors().stream()
                .sorted(Comparator.comparing((ConnectorReport connector) ->
                                connector.outcome().succeeded())
                        .thenComparing(connector -> connector.problems().isEmpty()))
                .toList();
    }

    static String verdict(MigrationReport report) {
        return (report.succeeded() ? "SUCCEEDED" : "NOT SUCCEEDED") + ": " + report.totals()
                + (report.connectors().isEmpty()
                        ? ""
                        : " of " + report.connectors().size())
                + ", " + problems(report.problems()) + ", in " + DurationText.of(report.took());
    }

    static String problems(List<Problem> problems) {
        int errors = Severity.ERROR.countIn(problems);
        int warnings = Severity.WARNING.countIn(problems);
        return Figures.count(errors, "error", "errors") + ", " + Figures.count(warnings, "warning", "warnings");
    }

    /** {@return a line for each problem, and one for those left out} */
    static String lines(List<Problem> problems) {
        ShownProblems shown = ShownProblems.ofReport(problems);
        return TextTable.lines(shown.problems())
                + (shown.leftOut() == 0
                        ? ""
                        : System.lineSeparator() + "and "
                                + Figures.count(shown.leftOut(), "more problem", "more problems"));
    }

    static String through(ConnectorReport connector) {
        TransportChoice read = connector.readWith();
        TransportChoice written = connector.writtenWith();
        String from = read == null ? "-" : read.transport();
        String to = written == null ? "-" : written.transport();
        return from.equals(to) ? from : from + " -> " + to;
    }

    /** {@return the reasons why another transport than REST was chosen} */
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

    static String name(ConnectorReport report) {
        return report.connector().equals(report.target())
                ? report.connector()
                : report.connector() + " -> " + report.target();
    }

    static String downtime(ConnectorReport report) {
        return duration(report.downtime())
                + (report.silence() == null ? "" : ", commit seen after " + duration(report.silence()));
    }

    static String duration(@Nullable Duration duration) {
        return duration == null ? "-" : DurationText.of(duration);
    }
}
