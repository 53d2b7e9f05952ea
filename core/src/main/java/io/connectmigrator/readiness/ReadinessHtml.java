package io.connectmigrator.readiness;

import io.connectmigrator.internal.Figures;
import io.connectmigrator.internal.Html;
import io.connectmigrator.internal.Inlined;
import io.connectmigrator.report.MigrationReport;
import io.connectmigrator.report.Problem;
import java.util.List;
import java.util.Locale;

/** Writes a card as one HTML page in the style of a migration report, without a script. */
final class ReadinessHtml {

    private static final int TESTED = 2;

    private final Readiness readiness;
    private final Html html = new Html();

    private ReadinessHtml(Readiness readiness) {
        this.readiness = readiness;
    }

    static String write(Readiness readiness) {
        return new ReadinessHtml(readiness).page();
    }

    private String page() {
        Inlined style = Inlined.resource(MigrationReport.class, "report.css")
                .and(Inlined.resource(ReadinessHtml.class, "readiness.css").text());
        html.begin(ReadinessText.verdict(readiness), style, null);
        banner();
        html.open("main").markup("\n");
        overview();
        if (!readiness.stops().isEmpty()) {
            stops();
        }
        for (int number = 0; number < readiness.shapes().size(); number++) {
            shape(readiness.shapes().get(number), number);
        }
        return html.closeLine("main").closeLine("body").closeLine("html").toString();
    }

    private void banner() {
        html.open("header", "class", style(readiness.verdict()));
        html.element("p", "Connect Migrator readiness", "class", "eyebrow");
        html.open("h1").element("span", mark(readiness.verdict()), "class", "mark", "aria-hidden", "true");
        html.text(verdict()).closeLine("h1");
        html.open("p", "class", "lead").text("Asked ");
        html.element("time", Figures.moment(readiness.at()), "datetime", readiness.at());
        html.text(" · ").foreign(readiness.from() + " → " + String.join(", ", readiness.to()));
        html.closeLine("p").closeLine("header");
    }

    private String verdict() {
        return switch (readiness.verdict()) {
            case NOT_READY -> "Not ready: something is unknown, contradicted or in the way";
            case PILOT -> "Enough for a pilot: everything is known, not everything is tested";
            case READY -> "Ready: everything is tested";
        };
    }

    private static String style(Verdict verdict) {
        return switch (verdict) {
            case NOT_READY -> "bad";
            case PILOT -> "warn";
            case READY -> "good";
        };
    }

    private static String mark(Verdict verdict) {
        return switch (verdict) {
            case NOT_READY -> "✕";
            case PILOT -> "!";
            case READY -> "✓";
        };
    }

    private void overview() {
        html.open("section", "aria-labelledby", "shapes").element("h2", "Shapes of connectors", "id", "shapes");
        html.element(
                "p",
                "0: unknown or contradicted. 1: known and not tested. 2: tested. A row has the score of its lowest item.",
                "class",
                "note");
        html.open("table", "class", "scores").open("thead").open("tr");
        html.element("th", "Shape", "scope", "col", "class", "shape");
        html.element("th", "Verdict", "scope", "col");
        for (ReadinessRow row : ReadinessRow.values()) {
            html.element("th", row.title(), "scope", "col");
        }
        html.close("tr").closeLine("thead").open("tbody").markup("\n");
        for (int number = 0; number < readiness.shapes().size(); number++) {
            overview(readiness.shapes().get(number), number);
        }
        html.close("tbody").closeLine("table");
        if (!readiness.pilot().isEmpty()) {
            html.open("p", "class", "pilot").text("A pilot that has one of each shape: ");
            html.foreign(String.join(", ", readiness.pilot())).closeLine("p");
        }
        html.closeLine("section");
    }

    private void overview(ShapeReadiness shape, int number) {
        html.open("tr").open("th", "scope", "row");
        html.open("a", "href", "#s" + number)
                .foreign(shape.shape().connectorClass())
                .close("a");
        html.open("small").text(" ").foreign(between(shape.shape())).text(", " + connectors(shape));
        html.close("small").close("th").open("td");
        tag(shape.verdict(), shape.verdict().toString().toLowerCase(Locale.ROOT));
        html.close("td");
        for (ReadinessRow row : ReadinessRow.values()) {
            html.open("td");
            shape.rows().stream()
                    .filter(score -> score.row() == row)
                    .findFirst()
                    .ifPresentOrElse(this::score, () -> html.text("–"));
            html.close("td");
        }
        html.closeLine("tr");
    }

    private static String between(Shape shape) {
        return shape.from() + " → " + shape.to();
    }

    private static String connectors(ShapeReadiness shape) {
        return Figures.count(shape.connectors().size(), "connector", "connectors");
    }

    private void score(RowScore row) {
        score(row.score());
        if (row.most() < TESTED) {
            html.element("small", " at most " + row.most());
        }
    }

    private void score(int score) {
        tag(Verdict.of(score), Integer.toString(score));
    }

    private void tag(Verdict verdict, String text) {
        html.element("span", text, "class", "tag " + style(verdict));
    }

    private void stops() {
        html.open("section", "aria-labelledby", "stops").element("h2", "Stops", "id", "stops");
        html.element("p", "These keep the plan from being carried out, whatever the scores are.", "class", "note");
        html.open("table", "class", "stops");
        header("Problem", "What was found", "What to do");
        html.open("tbody").markup("\n");
        for (Problem stop : readiness.stops()) {
            html.open("tr").open("td").element("code", stop.code().name()).close("td");
            html.open("td").foreign(stop.message()).close("td");
            html.open("td").foreign(stop.remedy()).close("td").closeLine("tr");
        }
        html.close("tbody").closeLine("table").closeLine("section");
    }

    private void header(String... columns) {
        html.open("thead").open("tr");
        List.of(columns).forEach(column -> html.element("th", column, "scope", "col"));
        html.close("tr").closeLine("thead");
    }

    private void shape(ShapeReadiness shape, int number) {
        html.open("section", "aria-labelledby", "s" + number);
        html.open("h2", "id", "s" + number)
                .foreign(shape.shape().connectorClass())
                .text(" ");
        tag(shape.verdict(), shape.verdict().toString().toLowerCase(Locale.ROOT));
        html.closeLine("h2").open("p", "class", "note").foreign(shape.shape().toString());
        html.text(". " + connectors(shape) + ": ")
                .foreign(ReadinessText.connectors(shape))
                .closeLine("p");
        html.open("table", "class", "items");
        header("Score", "Item", "Evidence", "What would raise it");
        for (RowScore row : shape.rows()) {
            row(row);
        }
        html.closeLine("table").closeLine("section");
    }

    private void row(RowScore row) {
        html.open("tbody").markup("\n").open("tr", "class", "row").open("td");
        score(row.score());
        html.close("td")
                .open("th", "colspan", 3, "scope", "rowgroup")
                .text(row.row().title());
        if (row.most() < TESTED) {
            html.element("small", " " + ReadinessText.limit(row));
        }
        html.close("th").closeLine("tr");
        row.items().forEach(this::item);
        html.closeLine("tbody");
    }

    private void item(ItemScore item) {
        html.open("tr").open("td");
        score(item.score());
        html.close("td").open("th", "scope", "row").text(item.item().title());
        html.element("code", item.item().name(), "class", "name").close("th").open("td");
        item.evidence().forEach(this::evidence);
        html.close("td").open("td").foreign(item.toRaise()).close("td").closeLine("tr");
    }

    private void evidence(Evidence evidence) {
        html.open("p").open("small");
        html.text(Figures.words(evidence.kind().name()) + " ");
        html.element("time", Figures.moment(evidence.at()), "datetime", evidence.at());
        if (!evidence.cluster().isEmpty()) {
            html.text(" on ").foreign(evidence.cluster());
        }
        html.close("small").text(" ").foreign(evidence.text()).close("p");
    }
}
