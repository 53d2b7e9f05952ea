package io.connectmigrator.report;

import io.connectmigrator.internal.DurationText;
import io.connectmigrator.internal.Html;
import java.time.Duration;
import java.util.stream.Collectors;

/** Writes steps as bars on one time scale. A bar is high while the connector is down. */
final class GanttSvg {

    private static final int HEIGHT = 16;
    private static final String BOX = "0 0 " + TimeScale.WIDTH + " " + HEIGHT;
    /** Labels further to the right would not fit. */
    private static final double LAST_LABEL = 95;

    private final TimeScale scale;
    private final String grid;

    GanttSvg(TimeScale scale) {
        this.scale = scale;
        this.grid = scale.ticks().stream()
                .map(tick -> "M" + TimeScale.coordinate(scale.width(tick)) + " 0v" + HEIGHT)
                .collect(Collectors.joining());
    }

    /** Writes the row of one connector, with its steps as a text for screen readers. */
    void row(Html html, ConnectorReport connector) {
        html.open("svg", "class", "bars", "role", "img", "viewBox", BOX, "preserveAspectRatio", "none");
        html.element("title", "Steps of " + connector.connector());
        html.element(
                "desc", connector.steps().stream().map(StepReport::toString).collect(Collectors.joining(", ")));
        html.open("use", "href", "#grid").close("use");
        connector.steps().forEach(step -> bar(html, step, true));
        html.close("svg");
    }

    /** Writes the steps of one connector in full width; the table beside it has the same in words. */
    static void alone(Html html, ConnectorReport connector) {
        GanttSvg chart = new GanttSvg(TimeScale.of(connector));
        html.open("svg", "class", "bars alone", "aria-hidden", "true", "viewBox", BOX, "preserveAspectRatio", "none");
        connector.steps().stream()
                .filter(step -> step.step() != MigrationStep.CHECK)
                .forEach(step -> chart.bar(html, step, false));
        html.close("svg");
    }

    private void bar(Html html, StepReport step, boolean named) {
        boolean high = step.step().isDown();
        html.open(
                "rect",
                "class",
                style(step),
                "x",
                TimeScale.coordinate(scale.position(step.startedAt())),
                "y",
                high ? 1 : 5,
                "width",
                TimeScale.coordinate(scale.visibleWidth(step.took())),
                "height",
                high ? 14 : 6);
        if (named) {
            html.element("title", step.toString());
        }
        html.close("rect");
    }

    /** Writes the grid lines of the scale, once for all rows. */
    void grid(Html html) {
        html.open("svg", "class", "unseen", "aria-hidden", "true").open("defs");
        html.open("path", "id", "grid", "class", "grid", "d", grid).close("path");
        html.close("defs").closeLine("svg");
    }

    /** Writes the labels of the scale, whose size does not change with the width of the chart. */
    void axis(Html html) {
        html.open("svg", "class", "axis", "aria-hidden", "true", "height", HEIGHT);
        for (Duration tick : scale.ticks()) {
            double percent = scale.width(tick) * 100 / TimeScale.WIDTH;
            if (percent <= LAST_LABEL) {
                html.element(
                        "text",
                        tick.isZero() ? "0" : DurationText.of(tick),
                        "x",
                        TimeScale.coordinate(percent) + "%",
                        "y",
                        12);
            }
        }
        html.close("svg");
    }

    /** Writes the legend. */
    static void legend(Html html) {
        html.open("ul", "class", "legend", "aria-label", "What the bars mean");
        for (MigrationStep step : MigrationStep.values()) {
            sample(html, step.cssClass(), step.isDown(), step.toString());
        }
        sample(html, "resume undo", true, "hollow: undone");
        sample(html, "write failed", true, "dashed: failed");
        html.closeLine("ul");
    }

    private static void sample(Html html, String style, boolean high, String meaning) {
        html.open("li").open("svg", "class", "sample", "aria-hidden", "true", "viewBox", "0 0 16 16");
        html.open("rect", "class", style, "x", 1, "y", high ? 1 : 5, "width", 14, "height", high ? 14 : 6)
                .close("rect");
        html.close("svg").text(meaning).close("li");
    }

    private static String style(StepReport step) {
        return step.step().cssClass()
                + (step.direction() == StepReport.Direction.UNDO ? " undo" : "")
                + (step.succeeded() ? "" : " failed");
    }
}
