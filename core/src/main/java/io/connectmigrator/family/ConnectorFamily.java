package io.connectmigrator.family;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetOrder;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.report.Problem;
import java.time.Duration;
import java.util.Collection;
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

    /**
     * {@return how the offsets of a connector are divided; empty if that is not known} A connector of which it is not known is merged or
     * split only with configs that the plan makes.
     *
     * @param config the config of the connector on the source
     */
    default Optional<OffsetPartitioning> offsetPartitioning(ConnectorConfig config) {
        return Optional.empty();
    }

    /**
     * {@return those of its offsets that a connector no longer looks up, since it has written others of the same data in the form of a newer
     * version; by default none} When it is merged or split they are left behind.
     *
     * @param config the config of the connector on the source
     * @param offsets all of its offsets
     */
    default List<ConnectorOffset> superseded(ConnectorConfig config, OffsetSnapshot offsets) {
        return List.of();
    }

    /**
     * {@return the order of two offsets of one partition of connectors with a config; empty if it is not known of any} It is asked if two
     * connectors that are merged have offsets of the same partition.
     *
     * @param config the config of the connector into which they are merged
     */
    default Optional<OffsetOrder> offsetOrder(ConnectorConfig config) {
        return Optional.empty();
    }

    /**
     * {@return the config of a connector that does what several connectors did, or why there is none; empty if that is not known}
     * {@link ConfigUnion} makes most of them.
     *
     * @param connector the name of the connector into which they are merged
     * @param members the configs of the connectors by name, in the order of the plan; all of one class
     */
    default Optional<MergedConfig> mergedConfig(String connector, Map<String, ConnectorConfig> members) {
        return Optional.empty();
    }

    /**
     * {@return whether two connectors with these configs read the same topic, table or file; empty if that is not known} By default they do
     * if both ask for one of the given partitions, and otherwise it is not known, because there may be others.
     *
     * @param one one of the configs
     * @param other the other one
     * @param partitions partitions that are known to exist
     */
    default Optional<Boolean> overlap(
            ConnectorConfig one, ConnectorConfig other, Collection<Map<String, @Nullable Object>> partitions) {
        return partitions.stream()
                        .anyMatch(partition -> asksFor(one, partition).orElse(false)
                                && asksFor(other, partition).orElse(false))
                ? Optional.of(true)
                : Optional.empty();
    }

    /**
     * {@return errors that prevent a merge, and warnings about it, beside those of {@link #mergedConfig}} The config may be one that the
     * plan makes.
     *
     * @param merge the merge
     */
    default List<Problem> examineMerge(FamilyMerge merge) {
        return List.of();
    }

    /**
     * {@return errors that prevent a split or a fork, and warnings about it}
     *
     * @param split the split or fork
     */
    default List<Problem> examineSplit(FamilySplit split) {
        return List.of();
    }
}
