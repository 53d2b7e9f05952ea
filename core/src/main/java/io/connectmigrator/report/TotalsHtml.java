package io.connectmigrator.report;

import io.connectmigrator.internal.DurationText;
import io.connectmigrator.internal.Figures;
import io.connectmigrator.internal.Html;
import java.util.List;

/** Writes the totals and downtimes of a report. */
final class TotalsHtml {

    private final Html html;
    private final MigrationTotals totals;

    TotalsHtml(Html html, MigrationTotals totals) {
        this.html = html;
        this.totals = totals;
    }

    void write(List<ConnectorReport> connectors) {
        html.open("section", "aria-labelledby", "totals").element("h2", "Totals", "id", "totals");
        html.open("dl", "class", "totals");
        total("connectors", Figures.grouped(totals.connectors()));
        totals.outcomes().forEach((outcome, count) -> total(Figures.words(outcome), Figures.grouped(count)));
        total("offsets moved", Figures.grouped(totals.offsetsMoved()));
        total("errors", Figures.grouped(totals.errors()));
        total("warnings", Figures.grouped(totals.warnings()));
        html.closeLine("dl").closeLine("section");
        Downtimes downtimes = totals.downtimes();
        if (downtimes != null) {
            downtimes(downtimes, connectors);
        }
    }

    private void downtimes(Downtimes downtimes, List<ConnectorReport> connectors) {
        html.open("section", "aria-labelledby", "downtime").element("h2", "Downtime", "id", "downtime");
        html.element(
                "p",
                "From the moment when the running copy was asked to pause until every task of the other one ran.",
                "class",
                "note");
        html.open("div", "class", "downtime").open("dl", "class", "totals");
        total("median", DurationText.of(downtimes.median()));
        total("95 % within", DurationText.of(downtimes.p95()));
        total("longest", DurationText.of(downtimes.max()));
        html.closeLine("dl").open("figure");
        DowntimeSvg.write(html, connectors);
        html.element("figcaption", "How many connectors were down for how long");
        html.close("figure").close("div").closeLine("section");
    }

    private void total(String name, String value) {
        html.open("div").element("dt", name).element("dd", value).closeLine("div");
    }
}
