package io.connectmigrator.report;

import io.connectmigrator.internal.Figures;
import io.connectmigrator.internal.Html;
import io.connectmigrator.internal.Json;
import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.offset.SnapshotDiff;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the offsets of a connector before and after, partition by partition. */
final class OffsetsHtml {

    /** Browsers open larger pages slowly; JSON has all rows. */
    private static final int ROWS_OF_A_PAGE = 20_000;

    private static final int FEWEST = 10;

    private final Html html;
    private final int shown;

    /** @param shown how many partitions of a connector are shown */
    OffsetsHtml(Html html, int shown) {
        this.html = html;
        this.shown = shown;
    }

    /** {@return how many partitions of each connector a page of this many connectors may show} */
    static int shownOfEach(int connectors) {
        return Math.max(FEWEST, ROWS_OF_A_PAGE / connectors);
    }

    /** One partition and the change of its offset. */
    private record Row(
            @Nullable ConnectorOffset before, @Nullable ConnectorOffset after, String change, boolean bad) {}

    void write(ConnectorReport connector) {
        OffsetSnapshot before = connector.before();
        if (before == null || before.offsets().isEmpty()) {
            return;
        }
        OffsetSnapshot after = connector.after();
        List<Row> rows = after == null ? unknown(before) : compared(before, after);
        html.open("table", "class", "offsets").element("caption", caption(rows.size(), after == null));
        ProblemsHtml.header(html, "Partition", "Before", "After", "Change");
        html.open("tbody");
        rows.stream()
                .sorted(Comparator.comparing(Row::bad).reversed())
                .limit(shown)
                .forEach(this::row);
        html.close("tbody").close("table");
    }

    private String caption(int partitions, boolean unknown) {
        return "Offsets of " + Figures.count(partitions, "partition", "partitions")
                + (partitions > shown
                        ? ", " + Figures.grouped(shown) + " of them shown; the report's JSON has them all"
                        : "")
                + (unknown ? "; the offsets afterwards were not read" : "");
    }

    private static List<Row> unknown(OffsetSnapshot before) {
        return before.offsets().stream()
                .map(offset -> new Row(offset, null, "–", false))
                .toList();
    }

    private static List<Row> compared(OffsetSnapshot before, OffsetSnapshot after) {
        SnapshotDiff difference = before.diff(after);
        Map<ConnectorOffset, Row> differing = new HashMap<>();
        difference.removed().forEach(offset -> differing.put(offset, new Row(offset, null, "✕ gone", true)));
        difference.changed().forEach(change -> differing.put(change.before(), changed(change)));
        List<Row> rows = new ArrayList<>();
        before.offsets()
                .forEach(
                        offset -> rows.add(differing.getOrDefault(offset, new Row(offset, offset, "the same", false))));
        difference.added().forEach(offset -> rows.add(new Row(null, offset, "new", false)));
        return rows;
    }

    private static Row changed(SnapshotDiff.Change change) {
        boolean equal = change.before().equals(change.after());
        String forward = equal ? "under another key" : "moved on";
        boolean back = change.isBackwards();
        return new Row(change.before(), change.after(), back ? "✕ went back" : forward, back || equal);
    }

    private void row(Row row) {
        ConnectorOffset either = row.before == null ? row.after : row.before;
        html.open("tr").open("th", "scope", "row");
        json(either == null ? null : either.partition());
        html.close("th").open("td");
        offset(row.before);
        html.close("td").open("td");
        offset(row.after);
        html.close("td").element("td", row.change).closeLine("tr");
    }

    private void offset(@Nullable ConnectorOffset offset) {
        if (offset == null) {
            html.text("–");
        } else {
            json(offset.offset());
        }
    }

    private void json(@Nullable Object value) {
        html.element("code", Json.write(value));
    }
}
