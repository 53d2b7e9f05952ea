package io.connectmigrator.readiness;

import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Cards as a migrator makes them, for tests. */
final class ExampleReadiness {

    static final Instant AT = Instant.parse("2026-11-20T10:15:30Z");

    private ExampleReadiness() {}

    static Shape shape(String connectorClass) {
        return new Shape(connectorClass, "1.0", "1.1", "legacy", "europe", "REST, REST", false, "");
    }

    static Evidence seen(String text) {
        return new Evidence(Evidence.Kind.OBSERVED, AT, "europe", text);
    }

    static ItemScore item(ReadinessItem item, int score) {
        return item(item, score, 2);
    }

    static ItemScore item(ReadinessItem item, int score, int most) {
        return new ItemScore(
                item, score, most, List.of(seen("seen of " + item)), score == 2 ? "" : "do more about " + item);
    }

    /** {@return a shape with these items, in rows} */
    static ShapeReadiness shapeOf(String connectorClass, ItemScore... items) {
        List<RowScore> rows = Arrays.stream(ReadinessRow.values())
                .map(row -> Arrays.stream(items)
                        .filter(score -> score.item().row() == row)
                        .toList())
                .filter(scores -> !scores.isEmpty())
                .map(scores -> new RowScore(scores.get(0).item().row(), scores))
                .toList();
        return new ShapeReadiness(shape(connectorClass), List.of("orders", "parts"), rows);
    }

    static Readiness card(ShapeReadiness... shapes) {
        return new Readiness("legacy", List.of("europe"), AT, List.of(shapes), List.of("orders"), List.of());
    }

    static Readiness stopped(ShapeReadiness... shapes) {
        Problem stop = Problem.error(
                ProblemCode.PLUGIN_MISSING, "europe has no plugin <b>Source</b>", "Install the plugin on europe");
        return new Readiness("legacy", List.of("europe"), AT, List.of(shapes), List.of("orders"), List.of(stop));
    }
}
