package io.connectmigrator.offset;

import io.connectmigrator.topic.ClusterTopics;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/**
 * Lists, alters and resets the offsets of the connectors of one Connect cluster: over its REST API, or in the topics and
 * consumer groups where they are stored.
 *
 * <p>Implementations are thread-safe. An operation that fails throws an unchecked exception that says what was tried and what
 * the state is now; offsets that cannot be read are never reported as missing. Reports name a transport by its
 * {@code toString}.
 *
 * <p>Four methods make a transport: list, alter, reset and {@link #fence}, on which safety depends. The others have defaults.
 */
public interface OffsetTransport {

    /**
     * Lists the offsets of a connector, source or sink, in any state, whether or not it exists.
     *
     * @param connector the connector
     * @return all its offsets as they are committed now; partitions whose offset cannot be read have a null offset
     */
    OffsetSnapshot listOffsets(OffsetOwner connector);

    /**
     * Writes offsets of a connector that is stopped or does not exist. Partitions that are not in {@code offsets} stay as
     * they are. Writing the same again changes nothing. When it fails, some of the offsets may have been written.
     *
     * @param connector the connector
     * @param offsets what to write; none of them null, since that would delete
     * @return which offsets were changed
     * @throws IllegalArgumentException if there is a null offset among them; nothing has been written
     */
    AlterResult alterOffsets(OffsetOwner connector, OffsetSnapshot offsets);

    /**
     * Deletes all offsets of a connector that is stopped or does not exist. A second call changes nothing. In the consumer group
     * of a sink, only the offsets that {@linkplain OffsetOwner#ownAmong belong to it} are deleted.
     *
     * @param connector the connector
     * @return which offsets were changed
     */
    AlterResult resetOffsets(OffsetOwner connector);

    /**
     * Prevents tasks of a stopped connector that are still alive (zombies) from committing offsets, as far as the transport
     * can. Called after every stop, before the final offsets are read. A second call changes nothing. A transport that wraps
     * another must delegate this; a transport that cannot fence returns empty.
     *
     * @param connector the connector, which is stopped
     * @return a description of what may still commit: the migration then waits and calls again; empty if the transport knows of
     *     nothing
     */
    Optional<String> fence(OffsetOwner connector);

    /**
     * {@return whether an empty answer of {@link #fence} says of each task of a connector that it has ended by itself after its last commit,
     * or that what it has not committed does not count; false by default} Where it does not, a task that its worker has given up on is not
     * noticed.
     *
     * @param connector the connector
     */
    default boolean seesTasksEnd(OffsetOwner connector) {
        return false;
    }

    /**
     * {@return the state to which the workers are to bring a connector, {@code STARTED}, {@code PAUSED} or {@code STOPPED}; empty if the
     * transport does not know it, as by default} Over REST a connector that has failed shows as failed, whichever of them it is.
     *
     * @param connector the connector
     */
    default Optional<String> wantedState(OffsetOwner connector) {
        return Optional.empty();
    }

    /**
     * Lists the offsets of a connector whose type and config are not known.
     *
     * @param connector the connector's name
     * @return all its offsets as they are committed now
     */
    default OffsetSnapshot listOffsets(String connector) {
        return listOffsets(OffsetOwner.named(connector));
    }

    /**
     * Writes offsets of a connector whose type and config are not known.
     *
     * @param connector the connector's name
     * @param offsets what to write
     * @return which offsets were changed
     */
    default AlterResult alterOffsets(String connector, OffsetSnapshot offsets) {
        return alterOffsets(OffsetOwner.named(connector), offsets);
    }

    /**
     * Deletes all offsets of a connector whose type and config are not known.
     *
     * @param connector the connector's name
     * @return which offsets were changed
     */
    default AlterResult resetOffsets(String connector) {
        return resetOffsets(OffsetOwner.named(connector));
    }

    /**
     * Lists offsets without waiting for open transactions. For a connector that runs, the latest commits may be missing.
     *
     * @param connector the connector
     * @return its offsets as they were committed a moment ago
     */
    default OffsetSnapshot peekOffsets(OffsetOwner connector) {
        return listOffsets(connector);
    }

    /**
     * Announces whose offsets will be listed, so that one read can serve all of them. Reads nothing itself.
     *
     * @param connectors the connectors
     */
    default void prefetch(Collection<OffsetOwner> connectors) {}

    /**
     * Describes the transport of one connector's offsets, for reports.
     *
     * @param connector the connector
     * @return a name, such as {@code topic connect-offsets}; by default {@code toString()}
     */
    default String describe(OffsetOwner connector) {
        return toString();
    }

    /**
     * {@return the location of a connector's offsets, such as a topic or a consumer group together with the id of its Kafka
     * cluster; empty if the transport does not know it} Two connectors of one name with the same location share their offsets.
     *
     * @param connector the connector
     */
    default Optional<String> location(OffsetOwner connector) {
        return Optional.empty();
    }

    /**
     * {@return identifiers of the Connect cluster, such as its offset topic together with the id of its Kafka cluster; empty if
     * the transport knows none} Two clusters that have an identifier in common are the same.
     */
    default Set<String> clusterIdentity() {
        return Set.of();
    }

    /** {@return the id of the Kafka cluster in which the offsets are, if the transport knows it} */
    default Optional<String> kafkaClusterId() {
        return Optional.empty();
    }

    /**
     * {@return the id of the Kafka cluster in which the offsets of a connector are, if the transport knows it} A connector may name other
     * brokers than its workers.
     *
     * @param connector the connector
     */
    default Optional<String> kafkaClusterIdOf(OffsetOwner connector) {
        return Optional.empty();
    }

    /**
     * {@return the topics in which the workers keep offsets, configs and states, as far as the transport knows them; none by default} They
     * are in the Kafka cluster of the workers.
     */
    default Set<String> workerTopics() {
        return Set.of();
    }

    /** {@return what reads the topics of the Kafka cluster under the workers, if the transport can; empty by default} */
    default Optional<ClusterTopics> topics() {
        return Optional.empty();
    }
}
