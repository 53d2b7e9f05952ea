package io.connectmigrator.readiness;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.internal.Figures;
import io.connectmigrator.internal.PlainLine;
import java.time.Instant;

/**
 * Why an item has its score. It holds no value of a config that may be a secret.
 *
 * @param kind where it comes from
 * @param at when it was seen, said or tried; what was observed is stale after a day
 * @param cluster the cluster that it is about; empty if it is about none
 * @param text what was seen, said or tried
 */
public record Evidence(Kind kind, Instant at, String cluster, String text) {

    /** Where evidence comes from. */
    public enum Kind {
        /** A request to a cluster, or the settings of the plan or of the migrator. */
        OBSERVED,
        /** A human, who wrote it into the plan. */
        DECLARED,
        /** A rehearsal or a move of a connector of the same shape. */
        REHEARSED
    }

    /**
     * Checks that every part is there.
     *
     * @param kind where it comes from
     * @param at when it was seen, said or tried
     * @param cluster the cluster that it is about; empty if it is about none
     * @param text what was seen, said or tried
     */
    public Evidence {
        requireNonNull(kind, "kind");
        requireNonNull(at, "at");
        requireNonNull(cluster, "cluster");
        requireNonNull(text, "text");
    }

    /** {@return the evidence on one line} */
    @Override
    public String toString() {
        return PlainLine.of(Figures.words(kind.name()) + " " + Figures.moment(at)
                + (cluster.isEmpty() ? "" : " on " + cluster) + ": " + text);
    }
}
