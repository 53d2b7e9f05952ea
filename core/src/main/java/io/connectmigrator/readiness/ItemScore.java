package io.connectmigrator.readiness;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * The score of an item for a shape.
 *
 * @param item the item
 * @param score 0 if it is unknown or contradicted, 1 if it is known and not tested, 2 if it is tested
 * @param most the score that is possible with what the clients of the clusters were given: at most 1 where only the brokers could tell
 * @param evidence why it has that score
 * @param toRaise what would raise it; empty if it is 2
 */
public record ItemScore(ReadinessItem item, int score, int most, List<Evidence> evidence, String toRaise) {

    /**
     * Checks the numbers and copies the list.
     *
     * @param item the item
     * @param score its score
     * @param most the score that is possible
     * @param evidence why it has that score
     * @param toRaise what would raise it
     * @throws IllegalArgumentException if the score is not 0, 1 or 2, or more than is possible
     */
    public ItemScore {
        requireNonNull(item, "item");
        requireNonNull(toRaise, "toRaise");
        evidence = List.copyOf(evidence);
        if (score < 0 || score > most || most > 2) {
            throw new IllegalArgumentException("score must be 0 to " + Math.min(most, 2) + ", was " + score);
        }
    }
}
