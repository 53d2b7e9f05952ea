package io.connectmigrator.migration;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What a check found about one connector of a plan.
 *
 * @param connector its name on the source
 * @param target its name on the target
 * @param found what was found of the connector: its type, its states, and for how many partitions it has offsets
 * @param way the way it would go: how the source is brought to rest, and which transports carry the offsets
 * @param problems what stands in the way, and what is worth knowing
 */
public record ConnectorCheck(String connector, String target, String found, String way, List<Problem> problems) {

    /**
     * Copies the list.
     *
     * @param connector its name on the source
     * @param target its name on the target
     * @param found what was found of the connector
     * @param way the way it would go
     * @param problems what stands in the way, and what is worth knowing
     */
    public ConnectorCheck {
        requireNonNull(connector, "connector");
        requireNonNull(target, "target");
        requireNonNull(found, "found");
        requireNonNull(way, "way");
        problems = List.copyOf(problems);
    }

    /** {@return whether the connector can move} */
    public boolean passed() {
        return problems.stream().noneMatch(Problem::isError);
    }
}
