package io.connectmigrator.report;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * The result of a check for one connector of a plan.
 *
 * @param connector its name on the source
 * @param target its name on the target
 * @param to the target cluster
 * @param wave the number of its wave, from 1 on
 * @param found the connector as it was found: its type, its states, and for how many partitions it has offsets
 * @param way how it would move: how the source is stopped, and which transports read and write the offsets
 * @param problems errors, which prevent the move, and warnings
 * @param schemas what was found about the schemas of its converters; none if none of them asks a registry
 */
public record ConnectorCheck(
        String connector,
        String target,
        String to,
        int wave,
        String found,
        String way,
        List<Problem> problems,
        List<SchemaComparison> schemas) {

    /**
     * Copies the lists.
     *
     * @param connector its name on the source
     * @param target its name on the target
     * @param to the target cluster
     * @param wave the number of its wave
     * @param found the connector as it was found
     * @param way how it would move
     * @param problems errors, which prevent the move, and warnings
     * @param schemas what was found about its schemas
     */
    public ConnectorCheck {
        requireNonNull(connector, "connector");
        requireNonNull(target, "target");
        requireNonNull(to, "to");
        requireNonNull(found, "found");
        requireNonNull(way, "way");
        problems = List.copyOf(problems);
        schemas = List.copyOf(schemas);
    }

    /**
     * Makes the result for a connector without schemas, for tests.
     *
     * @param connector its name on the source
     * @param target its name on the target
     * @param to the target cluster
     * @param wave the number of its wave
     * @param found the connector as it was found
     * @param way how it would move
     * @param problems errors, which prevent the move, and warnings
     */
    public ConnectorCheck(
            String connector, String target, String to, int wave, String found, String way, List<Problem> problems) {
        this(connector, target, to, wave, found, way, problems, List.of());
    }

    /** {@return whether the connector can move} */
    public boolean passed() {
        return problems.stream().noneMatch(Problem::isError);
    }
}
