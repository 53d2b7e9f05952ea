package io.connectmigrator.report;

import io.connectmigrator.internal.Figures;
import io.connectmigrator.internal.Html;
import io.connectmigrator.internal.Json;
import java.util.Comparator;
import java.util.List;

/** Writes how a connector did before its move and after it, side by side. */
final class BaselineHtml {

    private final Html html;
    private final int shown;

    /** @param shown how many partitions of a connector are shown */
    BaselineHtml(Html html, int shown) {
        this.html = html;
        this.shown = shown;
    }

    void write(Baseline baseline) {
        List<BaselineRow> rows = BaselineRow.of(baseline);
        if (!rows.isEmpty()) {
            html.open("table", "class", "offsets").element("caption", "Before and after");
            ProblemsHtml.header(html, "Measured", "Before", "After");
            html.open("tbody");
            rows.forEach(this::row);
            html.close("tbody").closeLine("table");
        }
        missing(BaselineRow.missing(baseline));
        rates("before", baseline.before());
        rates("after", baseline.after());
    }

    private void row(BaselineRow row) {
        html.open("tr").element("th", row.name(), "scope", "row");
        cell(row.before());
        cell(row.after());
        html.closeLine("tr");
    }

    private void cell(String text) {
        html.open("td").foreign(text).close("td");
    }

    private void missing(List<String> missing) {
        if (!missing.isEmpty()) {
            html.open("ul", "class", "found");
            missing.forEach(
                    what -> html.open("li").text("Not measured ").foreign(what).close("li"));
            html.close("ul");
        }
    }

    private void rates(String side, Measured measured) {
        if (measured.partitions().isEmpty()) {
            return;
        }
        int partitions = measured.partitions().size();
        html.open("details").element("summary", "Offsets per second " + side);
        html.open("table", "class", "offsets").element("caption", caption(side, partitions));
        ProblemsHtml.header(html, "Partition", "Per second", "Lag");
        html.open("tbody");
        measured.partitions().stream()
                .sorted(Comparator.comparing(Measured.Partition::moved))
                .limit(shown)
                .forEach(this::partition);
        html.close("tbody").close("table").closeLine("details");
    }

    private String caption(String side, int partitions) {
        return "Offsets per second " + side + " the move, " + Figures.count(partitions, "partition", "partitions")
                + (partitions > shown
                        ? ", " + Figures.grouped(shown) + " of them shown; the report's JSON has them all"
                        : "");
    }

    private void partition(Measured.Partition partition) {
        Double perSecond = partition.perSecond();
        Long lag = partition.lag();
        html.open("tr").open("th", "scope", "row").element("code", Json.write(partition.partition()));
        html.close("th").element("td", perSecond == null ? "moved on" : BaselineRow.rounded(perSecond));
        html.element("td", lag == null ? BaselineRow.NONE : Figures.grouped(lag))
                .closeLine("tr");
    }
}
