package io.connectmigrator.report;

import io.connectmigrator.internal.Figures;
import io.connectmigrator.internal.Html;
import java.util.List;
import java.util.Set;

/** Writes the problems of a report with their remedies, errors first. */
final class ProblemsHtml {

    /** More warnings, and more notes, are folded. */
    private static final int UNFOLDED = 10;

    private final Html html;
    private final MigrationReport report;
    private final Set<Problem> ofThePlan;

    ProblemsHtml(Html html, MigrationReport report) {
        this.html = html;
        this.report = report;
        this.ofThePlan = Set.copyOf(report.planProblems());
    }

    void write(MigrationTotals totals) {
        html.open("section", "aria-labelledby", "problems").element("h2", "Problems", "id", "problems");
        if (totals.errors() > 0) {
            table(Severity.ERROR, Figures.count(totals.errors(), "error", "errors"));
        }
        folded(Severity.WARNING, totals.warnings(), Figures.count(totals.warnings(), "warning", "warnings"));
        int notes = Severity.INFO.countIn(report.problems());
        folded(Severity.INFO, notes, Figures.count(notes, "note", "notes"));
        html.closeLine("section");
    }

    private void folded(Severity severity, int number, String caption) {
        if (number > UNFOLDED) {
            html.open("details").element("summary", caption);
            table(severity, caption);
            html.closeLine("details");
        } else if (number > 0) {
            table(severity, caption);
        }
    }

    private void table(Severity severity, String caption) {
        html.open("table", "class", "problems").element("caption", caption);
        header(html, "Problem", "Connector", "What was found", "What to do");
        html.open("tbody").markup("\n");
        ShownProblems plan = ShownProblems.ofReport(of(severity, report.planProblems()));
        rows(plan, "the plan", () -> html.text("the plan"));
        List<ConnectorReport> connectors = report.connectors();
        for (int number = 0; number < connectors.size(); number++) {
            ConnectorReport connector = connectors.get(number);
            int linked = number;
            List<Problem> others = of(severity, connector.problems()).stream()
                    .filter(problem -> !ofThePlan.contains(problem))
                    .toList();
            rows(
                    ShownProblems.ofConnector(others),
                    "this connector",
                    () -> ConnectorHtml.link(html, connector, linked));
        }
        html.close("tbody").closeLine("table");
    }

    private static List<Problem> of(Severity severity, List<Problem> problems) {
        return problems.stream()
                .filter(problem -> problem.severity() == severity)
                .toList();
    }

    private void rows(ShownProblems shown, String owner, Runnable writeOwner) {
        shown.problems().forEach(problem -> row(problem, writeOwner));
        if (shown.leftOut() > 0) {
            html.open("tr").element("td", "").open("th", "scope", "row");
            writeOwner.run();
            html.close("th").element("td", leftOut(shown, owner), "colspan", 2).closeLine("tr");
        }
    }

    /** {@return the text for problems that are left out} */
    static String leftOut(ShownProblems shown, String owner) {
        return Figures.count(shown.leftOut(), "more problem of " + owner + " is", "more problems of " + owner + " are")
                + " in the report's JSON";
    }

    /** Writes the head of a table. */
    static void header(Html html, String... columns) {
        html.open("thead").open("tr");
        for (String column : columns) {
            html.element("th", column, "scope", "col");
        }
        html.close("tr").closeLine("thead");
    }

    private void row(Problem problem, Runnable writeOwner) {
        html.open("tr").open("td");
        switch (problem.severity()) {
            case ERROR -> html.element("span", "✕ error", "class", "tag bad");
            case WARNING -> html.element("span", "! warning", "class", "tag warn");
            case INFO -> html.element("span", "note", "class", "tag");
        }
        html.text(" ");
        html.element("code", problem.kind()).close("td").open("th", "scope", "row");
        writeOwner.run();
        html.close("th").open("td").foreign(problem.message()).close("td");
        html.open("td").foreign(problem.remedy()).close("td").closeLine("tr");
    }
}
