package io.connectmigrator.readiness;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * How ready the connectors of one shape are.
 *
 * @param shape the shape
 * @param connectors their names on the source, in the order of the plan
 * @param rows the rows that have items for the shape
 */
public record ShapeReadiness(Shape shape, List<String> connectors, List<RowScore> rows) {

    /**
     * Copies the lists.
     *
     * @param shape the shape
     * @param connectors their names on the source
     * @param rows the rows that have items for the shape
     */
    public ShapeReadiness {
        requireNonNull(shape, "shape");
        connectors = List.copyOf(connectors);
        rows = List.copyOf(rows);
    }

    /** {@return what the lowest row comes to} */
    public Verdict verdict() {
        return Verdict.of(rows.stream().mapToInt(RowScore::score).min().orElse(0));
    }

    /**
     * {@return the score of an item}
     *
     * @param item the item
     * @throws IllegalArgumentException if it does not apply to the shape
     */
    public ItemScore item(ReadinessItem item) {
        return rows.stream()
                .flatMap(row -> row.items().stream())
                .filter(score -> score.item() == requireNonNull(item, "item"))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(item + " does not apply to " + shape));
    }
}
