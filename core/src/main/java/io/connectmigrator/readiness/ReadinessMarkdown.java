package io.connectmigrator.readiness;

import io.connectmigrator.internal.FullStop;
import io.connectmigrator.internal.Markdown;
import io.connectmigrator.report.Problem;
import java.util.stream.Collectors;

/** Writes a card as Markdown. Names and messages are escaped. */
final class ReadinessMarkdown {

    private ReadinessMarkdown() {}

    static String write(Readiness readiness) {
        StringBuilder text = new StringBuilder();
        text.append("## ")
                .append(Markdown.escape(ReadinessText.verdict(readiness)))
                .append("\n\nAsked ")
                .append(readiness.at())
                .append(".\n");
        if (!readiness.stops().isEmpty()) {
            text.append("\n### Stops\n\n");
            readiness.stops().forEach(stop -> text.append(stop(stop)));
        }
        readiness.shapes().forEach(shape -> shape(text, shape));
        return text.toString();
    }

    private static String stop(Problem stop) {
        return "- **" + stop.code() + "** " + Markdown.escape(stop.message()) + FullStop.after(stop.message())
                + Markdown.escape(stop.remedy()) + "\n";
    }

    private static void shape(StringBuilder text, ShapeReadiness shape) {
        text.append("\n### ")
                .append(Markdown.escape(shape.verdict() + ": " + shape.shape()))
                .append("\n\n")
                .append(Markdown.escape(ReadinessText.connectors(shape)))
                .append("\n\n| row | score | |\n|---|---:|---|\n");
        shape.rows()
                .forEach(row -> text.append(
                        Markdown.row(row.row().title(), Integer.toString(row.score()), ReadinessText.limit(row))));
        text.append("\n| score | item | evidence | to raise it |\n|---:|---|---|---|\n");
        shape.rows().stream()
                .flatMap(row -> row.items().stream())
                .forEach(item -> text.append(Markdown.row(
                        Integer.toString(item.score()),
                        item.item().title(),
                        item.evidence().stream().map(Evidence::toString).collect(Collectors.joining("; ")),
                        item.toRaise())));
    }
}
