package io.connectmigrator.report;

import io.connectmigrator.internal.PlainLine;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Writes a report as Markdown. Names and messages are escaped. */
final class ReportMarkdown {

    private static final Pattern MARKS = Pattern.compile("[\\\\`*_{}\\[\\]<>|~&$#]");

    private ReportMarkdown() {}

    static String write(MigrationReport report) {
        StringBuilder text = new StringBuilder();
        text.append("## ").append(ReportText.verdict(report)).append("\n\n");
        text.append("Began ").append(report.startedAt());
        Downtimes downtimes = report.totals().downtimes();
        if (downtimes != null) {
            text.append("; downtime ").append(downtimes);
        }
        text.append(".\n");
        if (!report.connectors().isEmpty()) {
            text.append('\n').append(connectors(report));
        }
        schemas(text, report);
        for (ConnectorReport connector : ReportText.worstFirst(report)) {
            Baseline baseline = connector.baseline();
            if (baseline != null) {
                text.append("\n### Before and after: ").append(escape(ReportText.name(connector)));
                text.append("\n\n").append(baseline(baseline));
            }
        }
        if (!report.problems().isEmpty()) {
            text.append("\n### Problems\n\n").append(problems(report));
        }
        return text.toString();
    }

    private static String connectors(MigrationReport report) {
        StringBuilder table = new StringBuilder("""
                | connector | from | to | outcome | offsets | through | downtime |
                |---|---|---|---|---:|---|---:|
                """);
        for (ConnectorReport connector : ReportText.worstFirst(report)) {
            row(
                    table,
                    List.of(
                            ReportText.name(connector),
                            connector.from(),
                            connector.to(),
                            connector.outcome().toString(),
                            Integer.toString(connector.offsetsMoved()),
                            ReportText.through(connector),
                            ReportText.downtime(connector)));
        }
        return table.toString();
    }

    private static void schemas(StringBuilder text, MigrationReport report) {
        StringBuilder rows = new StringBuilder();
        StringBuilder notes = new StringBuilder();
        for (ConnectorReport connector : ReportText.worstFirst(report)) {
            List<SchemaComparison> schemas = SchemaRow.telling(connector);
            String name = ReportText.name(connector);
            schemas.forEach(each -> row(rows, SchemaRow.of(name, each)));
            SchemaRow.notes(schemas)
                    .forEach(note -> notes.append("- ")
                            .append(escape(name + ", " + note))
                            .append('\n'));
        }
        if (!rows.isEmpty()) {
            text.append("\n### Schemas\n\n");
            row(text, SchemaRow.headings("connector"));
            text.append("|---|---|---|---|---|---:|---:|---:|---:|---:|\n").append(rows);
            text.append(notes.isEmpty() ? "" : "\n").append(notes);
        }
    }

    private static String baseline(Baseline baseline) {
        StringBuilder text = new StringBuilder();
        List<BaselineRow> rows = BaselineRow.of(baseline);
        if (!rows.isEmpty()) {
            text.append("| measured | before | after |\n|---|---|---|\n");
            rows.forEach(row -> row(text, List.of(row.name(), row.before(), row.after())));
        }
        List<String> missing = ReportText.notMeasured(baseline);
        text.append(rows.isEmpty() || missing.isEmpty() ? "" : "\n");
        missing.forEach(line -> text.append("- ").append(escape(line)).append('\n'));
        return text.toString();
    }

    private static void row(StringBuilder table, List<String> cells) {
        cells.forEach(cell -> table.append("| ").append(escape(cell)).append(' '));
        table.append("|\n");
    }

    private static String problems(MigrationReport report) {
        StringBuilder list = new StringBuilder();
        lines(list, "the plan", ShownProblems.ofReport(report.planProblems()));
        Set<Problem> ofThePlan = Set.copyOf(report.planProblems());
        for (ConnectorReport connector : ReportText.worstFirst(report)) {
            List<Problem> others = connector.problems().stream()
                    .filter(problem -> !ofThePlan.contains(problem))
                    .toList();
            lines(list, connector.connector(), ShownProblems.ofConnector(others));
        }
        return list.toString();
    }

    private static void lines(StringBuilder list, String about, ShownProblems shown) {
        shown.problems().forEach(problem -> line(list, about, problem.withoutOffsets()));
        if (shown.leftOut() > 0) {
            list.append("- ")
                    .append(escape(shown.leftOut() + " more problems of " + about + " are in the report's JSON"))
                    .append('\n');
        }
    }

    private static void line(StringBuilder list, String about, Problem problem) {
        list.append("- **").append(problem.severity()).append("** ");
        list.append(escape(problem.kind() + ", " + about + ": " + problem.message()));
        list.append(". ").append(escape(problem.remedy())).append('\n');
    }

    private static String escape(String text) {
        return MARKS.matcher(PlainLine.of(text)).replaceAll("\\\\$0");
    }
}
