package io.connectmigrator.report;

import io.connectmigrator.internal.Figures;
import io.connectmigrator.internal.Html;
import java.time.Duration;
import java.util.List;

/** Writes a table of the connectors that were merged, split or forked, a row for each unit. */
final class UnitsHtml {

    private final Html html;

    UnitsHtml(Html html) {
        this.html = html;
    }

    void write(List<UnitReport> units) {
        if (units.isEmpty()) {
            return;
        }
        html.open("section", "aria-labelledby", "units").element("h2", "Moved together", "id", "units");
        html.open("table").open("thead").open("tr");
        List.of("Unit", "Kind", "Connectors", "Down").forEach(name -> html.element("th", name, "scope", "col"));
        html.close("tr").close("thead").open("tbody").markup("\n");
        units.forEach(this::row);
        html.close("tbody").closeLine("table").closeLine("section");
    }

    private void row(UnitReport unit) {
        Duration downtime = unit.downtime();
        html.open("tr").open("th", "scope", "row").foreign(unit.name()).close("th");
        html.element("td", unit.kindInWords());
        html.open("td").foreign(unit.membersAndResults()).close("td");
        html.element("td", downtime == null ? "–" : Figures.milliseconds(downtime))
                .closeLine("tr");
    }
}
