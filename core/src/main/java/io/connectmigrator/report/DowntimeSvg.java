package io.connectmigrator.report;

import io.connectmigrator.internal.DurationText;
import io.connectmigrator.internal.Figures;
import io.connectmigrator.internal.Html;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** Writes a histogram of downtimes. */
final class DowntimeSvg {

    private static final int WIDTH = 640;
    private static final int COLUMNS_HEIGHT = 110;
    private static final int TOP = 20;
    private static final int COLUMNS = 20;
    private static final int LABELS = 10;

    private final long[] counts;
    private final long step;

    private DowntimeSvg(List<Duration> downtimes) {
        long longest = downtimes.stream().mapToLong(Duration::toMillis).max().orElse(0);
        step = evenStep(longest);
        counts = new long[Math.toIntExact(longest / step) + 1];
        downtimes.forEach(downtime -> counts[Math.toIntExact(downtime.toMillis() / step)]++);
    }

    static void write(Html html, List<ConnectorReport> connectors) {
        List<Duration> downtimes = connectors.stream()
                .map(ConnectorReport::downtime)
                .filter(Objects::nonNull)
                .toList();
        new DowntimeSvg(downtimes).write(html);
    }

    private void write(Html html) {
        html.open(
                "svg",
                "class",
                "columns",
                "role",
                "img",
                "viewBox",
                "0 0 " + WIDTH + " " + (TOP + COLUMNS_HEIGHT + 22));
        html.element("title", "How many connectors were down for how long").element("desc", inWords());
        double width = WIDTH / (double) counts.length;
        for (int column = 0; column < counts.length; column++) {
            column(html, column, width);
        }
        html.open("path", "class", "base", "d", "M0 " + (TOP + COLUMNS_HEIGHT) + "h" + WIDTH)
                .close("path");
        html.closeLine("svg");
    }

    private void column(Html html, int column, double width) {
        long most = 1;
        for (long count : counts) {
            most = Math.max(most, count);
        }
        double height = COLUMNS_HEIGHT * (counts[column] / (double) most);
        double top = TOP + COLUMNS_HEIGHT - height;
        double left = column * width;
        if (counts[column] > 0) {
            html.open("rect", "x", at(left + 2), "y", at(top), "width", at(width - 4), "height", at(height))
                    .element("title", range(column) + ": " + counts[column])
                    .close("rect");
            html.element(
                    "text",
                    Figures.grouped(counts[column]),
                    "class",
                    "count",
                    "x",
                    at(left + width / 2),
                    "y",
                    at(top - 5));
        }
        if (column % (counts.length > LABELS ? 2 : 1) == 0) {
            html.element("text", label(column), "x", at(left + 2), "y", TOP + COLUMNS_HEIGHT + 16);
        }
    }

    private String inWords() {
        StringBuilder words = new StringBuilder();
        for (int column = 0; column < counts.length; column++) {
            if (counts[column] > 0) {
                words.append(words.isEmpty() ? "" : "; ")
                        .append(range(column))
                        .append(": ")
                        .append(counts[column]);
            }
        }
        return words.toString();
    }

    private String range(int column) {
        return label(column) + " to " + label(column + 1);
    }

    private String label(int column) {
        return column == 0 ? "0" : DurationText.of(Duration.ofMillis(column * step));
    }

    /** {@return the smallest of 1, 2, 5, 10, 20 … with which there are not too many columns} */
    private static long evenStep(long longest) {
        for (long decade = 1; ; decade *= 10) {
            for (long factor : new long[] {1, 2, 5}) {
                if (longest / (decade * factor) < COLUMNS) {
                    return decade * factor;
                }
            }
        }
    }

    private static String at(double value) {
        return TimeScale.coordinate(value);
    }
}
