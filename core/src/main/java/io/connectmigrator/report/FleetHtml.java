package io.connectmigrator.report;

import io.connectmigrator.internal.Figures;
import io.connectmigrator.internal.Html;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the table of all connectors with a chart of their steps, and a form that filters it. */
final class FleetHtml {

    private final Html html;
    private final MigrationReport report;
    private final GanttSvg chart;
    private final boolean severalTargets;

    FleetHtml(Html html, MigrationReport report) {
        this.html = html;
        this.report = report;
        this.chart = new GanttSvg(TimeScale.of(report));
        this.severalTargets =
                report.connectors().stream().map(ConnectorReport::to).distinct().count() > 1;
    }

    void write() {
        html.open("section", "aria-labelledby", "connectors");
        html.element("h2", "Every step of every connector", "id", "connectors", "tabindex", "-1");
        GanttSvg.legend(html);
        chart.grid(html);
        filter();
        html.open("table", "class", "fleet");
        html.element(
                "caption",
                "A high bar: the connector is down. Times are from the beginning, "
                        + Figures.moment(report.startedAt()));
        header();
        html.open("tbody").markup("\n");
        for (int number = 0; number < report.connectors().size(); number++) {
            row(report.connectors().get(number), number);
        }
        html.close("tbody").closeLine("table").closeLine("section");
    }

    /** The script shows the form, which has no use without the script. */
    private void filter() {
        html.open("form", "id", "filter", "role", "search", "aria-label", "Find connectors", "hidden", "hidden");
        html.open("label")
                .text("Find ")
                .open(
                        "input",
                        "type",
                        "search",
                        "id",
                        "words",
                        "placeholder",
                        "name, cluster, problem",
                        "autocomplete",
                        "off")
                .close("label");
        html.open("label").text("Outcome ").open("select", "id", "outcome").element("option", "any", "value", "");
        report.totals()
                .outcomes()
                .forEach((outcome, count) ->
                        html.element("option", Figures.words(outcome) + " (" + count + ")", "value", outcome));
        html.close("select").close("label").element("button", "Show all", "type", "reset");
        html.open("output", "id", "shown", "for", "words outcome")
                .close("output")
                .closeLine("form");
    }

    private void header() {
        html.open("thead").open("tr");
        html.element("th", "Connector", "scope", "col", "class", "name");
        if (severalTargets) {
            html.element("th", "To", "scope", "col", "class", "to");
        }
        html.element("th", "Outcome", "scope", "col", "class", "outcome");
        html.element("th", "Offsets", "scope", "col", "class", "number");
        html.element("th", "Down", "scope", "col", "class", "number");
        html.open("th", "scope", "col", "class", "chart").element("span", "Steps over time", "class", "unseen");
        chart.axis(html);
        html.close("th").close("tr").closeLine("thead");
    }

    private void row(ConnectorReport connector, int number) {
        html.open("tr", "data-outcome", connector.outcome().name(), "data-find", searched(connector));
        html.open("th", "scope", "row");
        ConnectorHtml.link(html, connector, number);
        newName(connector);
        html.close("th");
        if (severalTargets) {
            html.open("td").foreign(connector.to()).close("td");
        }
        html.open("td");
        ConnectorHtml.outcome(html, connector);
        html.close("td").element("td", Figures.grouped(connector.offsetsMoved()), "class", "number offsets");
        html.element("td", downtime(connector), "class", "number");
        html.open("td", "class", "chart");
        chart.row(html, connector);
        html.close("td").closeLine("tr");
    }

    private void newName(ConnectorReport connector) {
        if (!connector.connector().equals(connector.target())) {
            html.open("small").text(" → ").foreign(connector.target()).close("small");
        }
    }

    private static String downtime(ConnectorReport connector) {
        return connector.downtime() == null ? "–" : Figures.milliseconds(connector.downtime());
    }

    private static String searched(ConnectorReport connector) {
        return Stream.of(
                        Stream.of(connector.connector(), connector.target(), connector.from(), connector.to()),
                        connector.attributes().entrySet().stream().map(Object::toString),
                        connector.problems().stream()
                                .map(problem -> problem.code().name()))
                .flatMap(words -> words)
                .distinct()
                .collect(Collectors.joining(" "))
                .toLowerCase(Locale.ROOT);
    }
}
