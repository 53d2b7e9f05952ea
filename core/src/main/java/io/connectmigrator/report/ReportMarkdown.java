package io.connectmigrator.report;

import io.connectmigrator.internal.FullStop;
import io.connectmigrator.internal.Markdown;
import io.connectmigrator.offset.TranslatedSnapshot;
import java.util.List;
import java.util.Set;

/** Writes a report as Markdown. Names and messages are escaped. */
final class ReportMarkdown {

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
        units(text, report.units());
        schemas(text, report);
        translations(text, report);
        for (ConnectorReport connector : ReportText.worstFirst(report)) {
            Baseline baseline = connector.baseline();
            if (baseline != null) {
                text.append("\n### Before and after: ").append(Markdown.escape(ReportText.name(connector)));
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
            table.append(Markdown.row(
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

    private static void units(StringBuilder text, List<UnitReport> units) {
        if (units.isEmpty()) {
            return;
        }
        text.append("\n| unit | kind | connectors | downtime |\n|---|---|---|---:|\n");
        units.forEach(unit -> text.append(Markdown.row(
                unit.name(), unit.kindInWords(), unit.membersAndResults(), ReportText.duration(unit.downtime()))));
    }

    private static void schemas(StringBuilder text, MigrationReport report) {
        StringBuilder rows = new StringBuilder();
        StringBuilder notes = new StringBuilder();
        for (ConnectorReport connector : ReportText.worstFirst(report)) {
            List<SchemaComparison> schemas = SchemaRow.telling(connector);
            String name = ReportText.name(connector);
            schemas.forEach(each -> rows.append(Markdown.row(SchemaRow.of(name, each))));
            SchemaRow.notes(schemas)
                    .forEach(note -> notes.append("- ")
                            .append(Markdown.escape(name + ", " + note))
                            .append('\n'));
        }
        if (!rows.isEmpty()) {
            text.append("\n### Schemas\n\n");
            text.append(Markdown.row(SchemaRow.headings("connector")));
            text.append("|---|---|---|---|---|---:|---:|---:|---:|---:|\n").append(rows);
            text.append(notes.isEmpty() ? "" : "\n").append(notes);
        }
    }

    private static void translations(StringBuilder text, MigrationReport report) {
        for (ConnectorReport connector : ReportText.worstFirst(report)) {
            TranslatedSnapshot translation = connector.translation();
            if (translation != null && !translation.offsets().isEmpty()) {
                text.append("\n### Translation: ").append(Markdown.escape(ReportText.name(connector)));
                text.append("\n\n").append(Markdown.row(TranslationRow.headings(false)));
                text.append("|---|---|---|---:|---:|---|\n");
                TranslationRow.worstFirst(translation)
                        .forEach(offset -> text.append(Markdown.row(TranslationRow.of(offset, false))));
            }
        }
    }

    private static String baseline(Baseline baseline) {
        StringBuilder text = new StringBuilder();
        List<BaselineRow> rows = BaselineRow.of(baseline);
        if (!rows.isEmpty()) {
            text.append("| measured | before | after |\n|---|---|---|\n");
            rows.forEach(row -> text.append(Markdown.row(row.name(), row.before(), row.after())));
        }
        List<String> missing = ReportText.notMeasured(baseline);
        text.append(rows.isEmpty() || missing.isEmpty() ? "" : "\n");
        missing.forEach(line -> text.append("- ").append(Markdown.escape(line)).append('\n'));
        return text.toString();
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
                    .append(Markdown.escape(ProblemsHtml.leftOut(shown, about)))
                    .append('\n');
        }
    }

    private static void line(StringBuilder list, String about, Problem problem) {
        list.append("- **").append(problem.severity()).append("** ");
        list.append(Markdown.escape(problem.kind() + ", " + about + ": " + problem.message()));
        list.append(FullStop.after(problem.message()))
                .append(Markdown.escape(problem.remedy()))
                .append('\n');
    }
}
