package io.connectmigrator.report;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What a check found about one connector of a plan.
 *
 * @param connector its name on the source
 * @param target its name on the target
 * @param to the target cluster
 * @param wave the number of the wave that it would move in, from 1 on
 * @param found what was found of the connector: its type, its states, and for how many partitions it has offsets
 * @param way the way it would go: how the source is brought to rest, and which transports carry the offsets
 * @param problems what stands in the way, and what is worth knowing
 */
public record ConnectorCheck(
        String connector, String target, String to, int wave, String found, String way, List<Problem> problems) {

    /**
     * Copies the list.
     *
     * @param connector its name on the source
     * @param target its name on the target
     * @param to the target cluster
     * @param wave the number of its wave
     * @param found what was found of the connector
     * @param way the way it would go
     * @param problems what stands in the way, and what is worth knowing
     */
    public ConnectorCheck {
        requireNonNull(connector, "connector");
        requireNonNull(target, "target");
        requireNonNull(to, "to");
        requireNonNull(found, "found");
        requireNonNull(way, "way");
        problems = List.copyOf(problems);
    }

    /** {@return whether the connector can move} */
    public boolean passed() {
        return problems.stream().noneMatch(Problem::isError);
    }
}
