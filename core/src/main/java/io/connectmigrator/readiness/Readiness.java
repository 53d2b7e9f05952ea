package io.connectmigrator.readiness;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.report.Problem;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * The card of a plan: for each shape of connectors what is known, what has been tested, and what is missing.
 *
 * @param from the source cluster
 * @param to the target clusters
 * @param at when it was found
 * @param shapes the shapes of the plan's connectors, in the order of the plan
 * @param pilot a small set of connectors that has one of each shape, by their names on the source
 * @param stops the errors that keep the plan from being carried out, whatever the scores are
 */
public record Readiness(
        String from,
        List<String> to,
        Instant at,
        List<ShapeReadiness> shapes,
        List<String> pilot,
        List<Problem> stops) {

    /**
     * Copies the lists.
     *
     * @param from the source cluster
     * @param to the target clusters
     * @param at when it was found
     * @param shapes the shapes of the plan's connectors
     * @param pilot a small set of connectors that has one of each shape
     * @param stops the errors that keep the plan from being carried out
     */
    public Readiness {
        requireNonNull(from, "from");
        requireNonNull(at, "at");
        to = List.copyOf(to);
        shapes = List.copyOf(shapes);
        pilot = List.copyOf(pilot);
        stops = List.copyOf(stops);
    }

    /** {@return what the lowest shape comes to; not ready if there is a stop, or no connector} */
    public Verdict verdict() {
        return stops.isEmpty()
                ? shapes.stream()
                        .map(ShapeReadiness::verdict)
                        .min(Comparator.naturalOrder())
                        .orElse(Verdict.NOT_READY)
                : Verdict.NOT_READY;
    }

    /** {@return the card as Markdown} */
    public String toMarkdown() {
        return ReadinessMarkdown.write(this);
    }

    /** {@return the card as JSON} docs/readiness.md describes the fields. */
    public String toJson() {
        return ReadinessJson.write(this);
    }

    /** {@return the card as one HTML page that loads nothing and needs no script} */
    public String toHtml() {
        return ReadinessHtml.write(this);
    }

    /** {@return the card as text, the verdict on its first line} */
    @Override
    public String toString() {
        return ReadinessText.write(this);
    }
}
