package io.connectmigrator.report;

import io.connectmigrator.internal.Html;
import java.util.List;

/** Writes what the check of a connector found about its schemas. */
final class SchemasHtml {

    private final Html html;

    SchemasHtml(Html html) {
        this.html = html;
    }

    void write(List<SchemaComparison> comparisons) {
        if (comparisons.isEmpty()) {
            return;
        }
        List<List<String>> columns = comparisons.stream().map(SchemaRow::of).toList();
        html.open("table", "class", "offsets").element("caption", "Schemas");
        html.open("thead");
        row(0, columns);
        html.close("thead").open("tbody");
        for (int row = 1; row < SchemaRow.HEADINGS.size(); row++) {
            row(row, columns);
        }
        html.close("tbody").closeLine("table");
        notes(SchemaRow.notes(comparisons));
    }

    /** A column for each converter, of which there are few. */
    private void row(int row, List<List<String>> columns) {
        html.open("tr").element("th", SchemaRow.HEADINGS.get(row), "scope", row == 0 ? "col" : "row");
        for (List<String> column : columns) {
            if (row == 0) {
                html.open("th", "scope", "col").foreign(column.get(row)).close("th");
            } else {
                html.open("td").foreign(column.get(row)).close("td");
            }
        }
        html.closeLine("tr");
    }

    private void notes(List<String> notes) {
        if (!notes.isEmpty()) {
            html.open("ul", "class", "found");
            notes.forEach(note -> html.open("li").foreign(note).close("li"));
            html.close("ul");
        }
    }
}
