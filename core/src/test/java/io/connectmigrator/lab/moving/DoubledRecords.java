package io.connectmigrator.lab.moving;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.lab.SequenceTally;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Records that have come twice, after moves one after the other. They may only after a move whose report has said of this connector that
 * workers may have given up on its tasks.
 */
final class DoubledRecords {

    private final Map<String, Long> known = new HashMap<>();
    private Set<String> warned = Set.of();

    /**
     * A move has ended: what comes twice from now on is its doing.
     *
     * @param connectors those of which its report says that they may have been given up
     */
    void afterMove(Set<String> connectors) {
        warned = Set.copyOf(connectors);
    }

    /** Fails if records of a connector have come twice since the last look, and no report has said that they may. */
    void judge(String connector, SequenceTally tally) {
        long before = known.getOrDefault(connector, 0L);
        known.put(connector, tally.doubled());
        assertThat(tally.doubled() == before || warned.contains(connector))
                .as(() -> "no report said that records of " + connector + " may come twice: " + tally)
                .isTrue();
    }
}
