package io.connectmigrator.family;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.report.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Knowledge about the connectors of some classes. The library has families of its own; add others with
 * {@code Migrator.builder().family(…)}, which take precedence over those of the library for the same class.
 *
 * <p>Every method except the first two has a default for a family without that knowledge. All of them may be called by several
 * threads at the same time, must return soon and must not access any system. An exception becomes a problem of the connector.
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

    /** {@return its name in problems and reports, such as {@code Debezium PostgreSQL}} */
    String name();

    /** {@return the full names of its connector classes} */
    Set<String> classNames();

    /**
     * {@return whether connectors of a class belong to it} By default those whose class is one of {@link #classNames()}, by its
     * full name, its simple name, or its simple name without {@code Connector} at the end, as in Connect.
     *
     * @param connectorClass the value of {@code connector.class}
     */
    default boolean includes(String connectorClass) {
        return ClassNames.anyHasName(classNames(), connectorClass);
    }

    /**
     * {@return whether a source connector with a config looks up the offset of a partition; empty if that is not known} If it does
     * not, it starts from scratch although there is an offset.
     *
     * @param config the config of the connector on the target
     * @param partition the partition
     */
    default Optional<Boolean> asksFor(ConnectorConfig config, Map<String, @Nullable Object> partition) {
        return Optional.empty();
    }

    /**
     * {@return whether a connector with a config needs no offsets, so that it may have none}
     *
     * @param config the config of the connector on the source
     */
    default boolean needsNoOffsets(ConnectorConfig config) {
        return false;
    }

    /**
     * {@return where a connector keeps what it needs to resume, beside its offsets, such as a replication slot; by default nowhere}
     * {@link io.connectmigrator.migration.Migrator#readiness} asks for it, so it must hold no value of a secret setting.
     *
     * @param config the config of the connector on the target
     */
    default List<String> stateElsewhere(ConnectorConfig config) {
        return List.of();
    }

    /**
     * {@return errors that prevent a move, and warnings about it}
     *
     * @param move the move
     */
    default List<Problem> examine(FamilyMove move) {
        return List.of();
    }

    /**
     * {@return how long a connector may take to stop by itself after the last commit of its tasks, such as for closing a connection; zero by
     * default} A stop that takes no more than a second longer, and less than workers wait for by default, is no sign of a commit that is
     * still under way, so that the offsets are watched for a second only.
     *
     * @param config the config of the connector on the source
     */
    default Duration stopTime(ConnectorConfig config) {
        return Duration.ZERO;
    }

    /**
     * {@return how long after its start a connector may run and still fail} The library watches it for that long before it reports
     * that the connector has moved.
     *
     * @param config the config of the connector on the target
     */
    default Duration settlingTime(ConnectorConfig config) {
        return Duration.ZERO;
    }
}
