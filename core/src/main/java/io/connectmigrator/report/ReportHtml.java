package io.connectmigrator.report;

import io.connectmigrator.internal.DurationText;
import io.connectmigrator.internal.Figures;
import io.connectmigrator.internal.Html;
import io.connectmigrator.internal.Inlined;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes a report as one HTML page with its own style and script, whose policy forbids to load anything. */
final class ReportHtml {

    private final MigrationReport report;
    private final MigrationTotals totals;
    private final Html html = new Html();

    private ReportHtml(MigrationReport report) {
        this.report = report;
        this.totals = report.totals();
    }

    static String write(MigrationReport report) {
        return new ReportHtml(report).page();
    }

    private String page() {
        Inlined style = Inlined.resource(ReportHtml.class, "report.css").and(StepColours.css());
        Inlined script = Inlined.resource(ReportHtml.class, "report.js");
        html.begin(ReportText.verdict(report), style, script);
        html.element("a", "Skip to the connectors", "class", "skip", "href", "#connectors");
        banner();
        html.open("main").markup("\n");
        new TotalsHtml(html, totals).write(report.connectors());
        if (!report.problems().isEmpty()) {
            new ProblemsHtml(html, report).write(totals);
        }
        if (!report.connectors().isEmpty()) {
            new UnitsHtml(html).write(report.units());
            new FleetHtml(html, report).write();
            details();
        }
        html.closeLine("main").open("script").markup(script.text()).closeLine("script");
        return html.closeLine("body").closeLine("html").toString();
    }

    private void banner() {
        html.open("header", "class", report.succeeded() ? "good" : "bad");
        html.element("p", "Connect Migrator report", "class", "eyebrow");
        html.open("h1").element("span", report.succeeded() ? "✓" : "✕", "class", "mark", "aria-hidden", "true");
        html.text(verdict()).closeLine("h1");
        html.open("p", "class", "lead").text("Began ");
        html.element("time", Figures.moment(report.startedAt()), "datetime", report.startedAt());
        html.text(", took " + DurationText.of(report.took()));
        routes().forEach((route, count) -> html.text(" · ").foreign(route).text(count));
        html.closeLine("p").closeLine("header");
    }

    private String verdict() {
        long all = report.connectors().size();
        long failed = report.connectors().stream()
                .filter(connector -> !connector.succeeded())
                .count();
        if (all == 0) {
            return "There was no connector to move";
        }
        String connectors = Figures.count(all, "connector", "connectors");
        return failed == 0
                ? "Succeeded: " + connectors + are(all) + "where " + (all == 1 ? "it" : "they") + " should be"
                : "Not succeeded: " + Figures.grouped(failed) + " of " + connectors + are(failed) + "not where "
                        + (failed == 1 ? "it" : "they") + " should be";
    }

    private static String are(long number) {
        return number == 1 ? " is " : " are ";
    }

    /** {@return the number of connectors for each pair of clusters} */
    private Map<String, String> routes() {
        Map<String, Integer> routes = new LinkedHashMap<>();
        report.connectors()
                .forEach(connector -> routes.merge(connector.from() + " → " + connector.to(), 1, Integer::sum));
        Map<String, String> counted = new LinkedHashMap<>();
        routes.forEach((route, count) -> counted.put(route, routes.size() == 1 ? "" : " (" + count + ")"));
        return counted;
    }

    private void details() {
        html.open("section", "aria-labelledby", "each", "class", "each")
                .element("h2", "Connector by connector", "id", "each");
        ConnectorHtml connectors = new ConnectorHtml(html, report);
        for (int number = 0; number < report.connectors().size(); number++) {
            connectors.write(report.connectors().get(number), number);
        }
        html.closeLine("section");
    }
}
