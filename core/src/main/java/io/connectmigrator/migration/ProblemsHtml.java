package io.connectmigrator.migration;

import java.util.List;

/** The problems of a report, errors first, and what to do about each. */
final class ProblemsHtml {

    /** More warnings than that would keep the eye from everything below them. */
    private static final int UNFOLDED = 10;

    private final Html html;
    private final List<Problem> ofThePlan;
    private final List<ConnectorReport> connectors;

    ProblemsHtml(Html html, MigrationReport report) {
        this.html = html;
        this.ofThePlan = report.planProblems();
        this.connectors = report.connectors();
    }

    void write(MigrationTotals totals) {
        html.open("section", "aria-labelledby", "problems").element("h2", "Problems", "id", "problems");
        if (totals.errors() > 0) {
            table(Severity.ERROR, Figures.count(totals.errors(), "error", "errors"));
        }
        String warnings = Figures.count(totals.warnings(), "warning", "warnings");
        if (totals.warnings() > UNFOLDED) {
            html.open("details").element("summary", warnings);
            table(Severity.WARNING, warnings);
            html.closeLine("details");
        } else if (totals.warnings() > 0) {
            table(Severity.WARNING, warnings);
        }
        html.closeLine("section");
    }

    private void table(Severity severity, String caption) {
        html.open("table", "class", "problems").element("caption", caption);
        header(html, "Problem", "Connector", "What was found", "What to do");
        html.open("tbody").markup("\n");
        for (Problem problem : ofThePlan) {
            if (problem.severity() == severity) {
                row(problem, () -> html.text("the plan"));
            }
        }
        for (int number = 0; number < connectors.size(); number++) {
            ConnectorReport connector = connectors.get(number);
            int linked = number;
            for (Problem problem : connector.problems()) {
                if (problem.severity() == severity && !ofThePlan.contains(problem)) {
                    row(problem, () -> ConnectorHtml.link(html, connector, linked));
                }
            }
        }
        html.close("tbody").closeLine("table");
    }

    /** Writes the head of a table. */
    static void header(Html html, String... columns) {
        html.open("thead").open("tr");
        for (String column : columns) {
            html.element("th", column, "scope", "col");
        }
        html.close("tr").closeLine("thead");
    }

    private void row(Problem problem, Runnable about) {
        boolean error = problem.isError();
        html.open("tr").open("td");
        html.element("span", error ? "✕ error" : "! warning", "class", error ? "tag bad" : "tag warn")
                .text(" ");
        html.element("code", problem.code().name()).close("td").open("th", "scope", "row");
        about.run();
        html.close("th").open("td").foreign(problem.message()).close("td");
        html.open("td").foreign(problem.remedy()).close("td").closeLine("tr");
    }
}
