package io.connectmigrator.readiness;

import io.connectmigrator.internal.PlainLine;
import io.connectmigrator.internal.TextTable;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes a card as text for people. */
final class ReadinessText {

    private ReadinessText() {}

    static String write(Readiness readiness) {
        String line = System.lineSeparator();
        StringBuilder text = new StringBuilder(verdict(readiness));
        readiness.stops().forEach(stop -> text.append(line).append("STOP ").append(stop));
        for (ShapeReadiness shape : readiness.shapes()) {
            text.append(line).append(line);
            text.append(PlainLine.of(shape.verdict() + ": " + shape.shape() + ": " + connectors(shape)));
            text.append(line).append(rows(shape));
            text.append(TextTable.lines(open(shape).map(ReadinessText::inWords).toList()));
        }
        return text.toString();
    }

    /** {@return the verdict, and about what it is} */
    static String verdict(Readiness readiness) {
        int stops = readiness.stops().size();
        return PlainLine.of(readiness.verdict() + ": "
                + readiness.shapes().stream()
                        .mapToInt(shape -> shape.connectors().size())
                        .sum()
                + " to move from " + readiness.from()
                + (readiness.to().isEmpty() ? "" : " to " + String.join(", ", readiness.to())) + ", shapes: "
                + readiness.shapes().size() + ", stops: " + stops
                + (readiness.pilot().isEmpty() ? "" : ", pilot: " + String.join(", ", readiness.pilot())));
    }

    /** {@return the first connectors of a shape, and how many others there are} */
    static String connectors(ShapeReadiness shape) {
        List<String> names = shape.connectors();
        int shown = Math.min(names.size(), 5);
        return String.join(", ", names.subList(0, shown))
                + (names.size() > shown ? " and " + (names.size() - shown) + " more" : "");
    }

    /** {@return the items that are not tested, those that are unknown before those that are known} */
    static Stream<ItemScore> open(ShapeReadiness shape) {
        return Stream.of(0, 1)
                .flatMap(score -> shape.rows().stream()
                        .flatMap(row -> row.items().stream())
                        .filter(item -> item.score() == score));
    }

    /** {@return why a row cannot be 2, if that is so} */
    static String limit(RowScore row) {
        return row.most() < 2 ? "at most " + row.most() + " with what the clients were given" : "";
    }

    private static TextTable rows(ShapeReadiness shape) {
        TextTable table = new TextTable("row", "score", "");
        shape.rows().forEach(row -> table.row(row.row().title(), Integer.toString(row.score()), limit(row)));
        return table;
    }

    private static String inWords(ItemScore item) {
        String evidence = item.evidence().stream().map(Evidence::toString).collect(Collectors.joining("; "));
        return item.score() + " " + item.item() + ": " + item.item().title()
                + (evidence.isEmpty() ? "" : ". " + evidence) + ". To raise it: " + item.toRaise();
    }
}
