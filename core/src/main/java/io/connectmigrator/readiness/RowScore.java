package io.connectmigrator.readiness;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * The score of a row for a shape.
 *
 * @param row the row
 * @param items the items that apply to the shape
 */
public record RowScore(ReadinessRow row, List<ItemScore> items) {

    /**
     * Copies the list.
     *
     * @param row the row
     * @param items the items that apply to the shape
     * @throws IllegalArgumentException if there are none
     */
    public RowScore {
        requireNonNull(row, "row");
        items = List.copyOf(items);
        if (items.isEmpty()) {
            throw new IllegalArgumentException("a row needs an item");
        }
    }

    /** {@return the score of the lowest item} */
    public int score() {
        return items.stream().mapToInt(ItemScore::score).min().orElseThrow();
    }

    /** {@return the score that is possible with what the clients of the clusters were given} */
    public int most() {
        return items.stream().mapToInt(ItemScore::most).min().orElseThrow();
    }
}
