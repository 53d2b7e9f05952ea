package io.connectmigrator.family;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.report.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of connectors of some classes. The library has families of its own; give it yours with {@code
 * Migrator.builder().family(…)}. A family of yours comes before one of the library that has the same class.
 *
 * <p>Every method but the first two has a default that says: nothing is known. All of them may be called by several threads at
 * once, must return soon and must not ask any system. What one throws becomes a problem of the connector that was looked at.
 *
 * <pre>{@code
 * final class PlantHistorian implements ConnectorFamily {
 *     public String name() { return "Plant historian"; }
 *     public Set<String> classNames() { return Set.of("com.example.HistorianSourceConnector"); }
 *     public Optional<Boolean> asksFor(ConnectorConfig config, Map<String, Object> partition) {
 *         return Optional.of(Objects.equals(partition.get("plant"), config.get("plant")));
 *     }
 * }
 * }</pre>
 */
public interface ConnectorFamily {

    /** {@return what problems and reports call it, such as {@code Debezium PostgreSQL}} */
    String name();

    /** {@return the full names of its connector classes} */
    Set<String> classNames();

    /**
     * {@return whether connectors of a class belong to it} By default those do whose class is one of {@link #classNames()}, by its
     * full name, by its simple name, or by that without {@code Connector} at its end, as Connect takes them.
     *
     * @param connectorClass the value of {@code connector.class}
     */
    default boolean includes(String connectorClass) {
        return ClassNames.anyIsCalled(classNames(), connectorClass);
    }

    /**
     * {@return whether a source connector with a config looks for the offset of a partition; empty if that cannot be known} If it
     * does not, it starts from scratch although the offset is there.
     *
     * @param config the config of the connector, as the plan has it for the target
     * @param partition the partition
     */
    default Optional<Boolean> asksFor(ConnectorConfig config, Map<String, @Nullable Object> partition) {
        return Optional.empty();
    }

    /**
     * {@return whether a connector with a config may have no offsets at all, because it needs none}
     *
     * @param config the config of the connector on the source
     */
    default boolean needsNoOffsets(ConnectorConfig config) {
        return false;
    }

    /**
     * {@return what is in the way of a move, or worth knowing about it}
     *
     * @param move the move
     */
    default List<Problem> examine(FamilyMove move) {
        return List.of();
    }

    /**
     * {@return a negative number if the first offset comes before the second one in what the connector reads, a positive one if it
     * comes after it, zero if both are the same place; empty if that cannot be known}
     *
     * @param first an offset of a partition
     * @param second another offset of the same partition
     */
    default OptionalInt compare(Map<String, @Nullable Object> first, Map<String, @Nullable Object> second) {
        return OptionalInt.empty();
    }

    /**
     * {@return how long after its start a connector may seem to run and still fail} The library looks at it for that long, before
     * it says that the connector has moved.
     *
     * @param config the config of the connector on the target
     */
    default Duration settlingTime(ConnectorConfig config) {
        return Duration.ZERO;
    }
}
