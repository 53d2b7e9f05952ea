package io.connectmigrator.report;

import io.connectmigrator.internal.Figures;
import io.connectmigrator.internal.FullStop;
import io.connectmigrator.internal.Html;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes one connector with all details, folded until it is opened. On a page of many connectors the details are in a
 * {@code noscript}: with its script a browser reads that as plain text, which is much faster, and the script makes elements of
 * it when they are asked for.
 */
final class ConnectorHtml {

    /** With at most this many connectors, the browser's own search finds what is folded. */
    private static final int FEW = 100;

    private final Html html;
    private final boolean many;
    private final Instant start;
    private final OffsetsHtml offsets;
    private final TranslationHtml translations;
    private final BaselineHtml baselines;

    ConnectorHtml(Html html, MigrationReport report) {
        this.html = html;
        this.many = report.connectors().size() > FEW;
        this.start = report.startedAt();
        int shown = OffsetsHtml.shownOfEach(report.connectors().size());
        this.offsets = new OffsetsHtml(html, shown);
        this.translations = new TranslationHtml(html, shown);
        this.baselines = new BaselineHtml(html, shown);
    }

    void write(ConnectorReport connector, int number) {
        html.open("details").open("summary").foreign(connector.connector()).text(" ");
        outcome(html, connector);
        html.close("summary").open("div", "id", "connector-" + number, "class", "body");
        if (many) {
            html.open("noscript");
            details(connector);
            html.close("noscript");
        } else {
            details(connector);
        }
        html.close("div").closeLine("details");
    }

    private void details(ConnectorReport connector) {
        facts(connector);
        problems(connector);
        steps(connector);
        new SchemasHtml(html).write(connector.schemas());
        translations.write(connector.translation());
        Baseline baseline = connector.baseline();
        if (baseline != null) {
            baselines.write(baseline);
        }
        offsets.write(connector);
    }

    /** Writes the name of a connector as a link to its details. */
    static void link(Html html, ConnectorReport connector, int number) {
        html.open("a", "href", "#connector-" + number)
                .foreign(connector.connector())
                .close("a");
    }

    static void outcome(Html html, ConnectorReport connector) {
        boolean succeeded = connector.succeeded();
        html.element(
                "span", (succeeded ? "✓ " : "✕ ") + connector.outcome(), "class", succeeded ? "tag good" : "tag bad");
    }

    private void facts(ConnectorReport connector) {
        html.open("dl", "class", "facts");
        fact("From", connector.from());
        fact("To", connector.to());
        if (!connector.target().equals(connector.connector())) {
            fact("Name there", connector.target());
        }
        if (connector.downtime() != null) {
            fact("Down for", Figures.milliseconds(connector.downtime()));
        }
        if (connector.silence() != null) {
            fact("First commit seen after", Figures.milliseconds(connector.silence()));
        }
        if (Objects.equals(connector.readWith(), connector.writtenWith())) {
            choice("Offsets read and written with", connector.readWith());
        } else {
            choice("Offsets read with", connector.readWith());
            choice("Offsets written with", connector.writtenWith());
        }
        connector.attributes().forEach(this::fact);
        html.close("dl");
    }

    private void choice(String name, @Nullable TransportChoice choice) {
        if (choice != null) {
            fact(name, choice.toString());
        }
    }

    private void fact(String name, String value) {
        html.open("div")
                .open("dt")
                .foreign(name)
                .close("dt")
                .open("dd")
                .foreign(value)
                .close("dd")
                .close("div");
    }

    private static String severity(Problem problem) {
        return switch (problem.severity()) {
            case ERROR -> "Error: ";
            case WARNING -> "Warning: ";
            case INFO -> "Note: ";
        };
    }

    private void problems(ConnectorReport connector) {
        if (connector.problems().isEmpty()) {
            return;
        }
        html.open("ul", "class", "found");
        ShownProblems shown = ShownProblems.ofConnector(connector.problems());
        for (Problem problem : shown.problems()) {
            html.open("li").element("strong", severity(problem)).foreign(problem.message());
            html.text(FullStop.after(problem.message()))
                    .foreign(problem.remedy())
                    .close("li");
        }
        if (shown.leftOut() > 0) {
            html.element("li", ProblemsHtml.leftOut(shown, "this connector"));
        }
        html.close("ul");
    }

    private void steps(ConnectorReport connector) {
        if (connector.steps().isEmpty()) {
            return;
        }
        if (connector.steps().stream().anyMatch(step -> step.step() != MigrationStep.CHECK)) {
            GanttSvg.alone(html, connector);
        }
        html.open("table").element("caption", "Steps");
        ProblemsHtml.header(html, "Step", "Began after", "Took");
        html.open("tbody");
        connector.steps().forEach(this::step);
        html.close("tbody").close("table");
    }

    private void step(StepReport step) {
        String undo = step.direction() == StepReport.Direction.UNDO ? "undo " : "";
        Duration after = Duration.between(start, step.startedAt());
        html.open("tr").element("th", undo + step.step() + (step.succeeded() ? "" : " ✕ failed"), "scope", "row");
        html.element("td", after.isNegative() ? "before the call" : Figures.milliseconds(after))
                .element("td", Figures.milliseconds(step.took()));
        html.close("tr");
    }
}
