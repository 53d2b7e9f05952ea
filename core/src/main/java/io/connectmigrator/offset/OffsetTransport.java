package io.connectmigrator.offset;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/**
 * A way to list, alter and reset the offsets of the connectors of one Connect cluster: over the cluster's REST API, or
 * in the topic where the cluster keeps them.
 *
 * <p>Implementations are thread-safe. What an operation could not do it throws, as an unchecked exception that says what
 * was tried and what the state is now; none of them ever answers «no offsets» because it could not read them. Its
 * {@code toString} is how reports call it.
 *
 * <p>Four methods make a transport: list, alter, reset and {@link #fence}, on which safety rests. The others have defaults.
 */
public interface OffsetTransport {

    /**
     * Lists the offsets of a connector, source or sink, in any state, whether or not it exists.
     *
     * @param connector the connector
     * @return all its offsets as they are committed now; offsets that the transport finds but cannot read are in it with
     *     a null offset
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
     * Deletes all offsets of a connector that is stopped or does not exist. A second call changes nothing. Of the consumer group
     * of a sink, these are the offsets that are {@linkplain OffsetOwner#ownAmong its own}.
     *
     * @param connector the connector
     * @return which offsets were changed
     */
    AlterResult resetOffsets(OffsetOwner connector);

    /**
     * Keeps the tasks of a stopped connector that may still be alive («zombies») from committing offsets, as far as the transport
     * can. It is asked after every stop, before the final offsets are read. A second call changes nothing. A transport that wraps
     * another must pass this on; one that cannot fence at all answers with nothing.
     *
     * @param connector the connector, which is stopped
     * @return what may still commit, in words, in which case the migration waits and asks again; empty if the transport knows of
     *     nothing that may
     */
    Optional<String> fence(OffsetOwner connector);

    /**
     * Lists the offsets of a connector of which only the name is known.
     *
     * @param connector the connector's name
     * @return all its offsets as they are committed now
     */
    default OffsetSnapshot listOffsets(String connector) {
        return listOffsets(OffsetOwner.named(connector));
    }

    /**
     * Writes offsets of a connector of which only the name is known.
     *
     * @param connector the connector's name
     * @param offsets what to write
     * @return which offsets were changed
     */
    default AlterResult alterOffsets(String connector, OffsetSnapshot offsets) {
        return alterOffsets(OffsetOwner.named(connector), offsets);
    }

    /**
     * Deletes all offsets of a connector of which only the name is known.
     *
     * @param connector the connector's name
     * @return which offsets were changed
     */
    default AlterResult resetOffsets(String connector) {
        return resetOffsets(OffsetOwner.named(connector));
    }

    /**
     * Lists offsets as far as they can be read without waiting for transactions that are under way. For a connector that
     * runs, the latest commits may be missing.
     *
     * @param connector the connector
     * @return its offsets as they were committed a moment ago
     */
    default OffsetSnapshot peekOffsets(OffsetOwner connector) {
        return listOffsets(connector);
    }

    /**
     * Says whose offsets will be listed, so that one read can serve all of them. Reads nothing itself.
     *
     * @param connectors the connectors
     */
    default void prefetch(Collection<OffsetOwner> connectors) {}

    /**
     * Describes the transport of one connector's offsets, for reports.
     *
     * @param connector the connector
     * @return a name, such as {@code topic connect-offsets}; what {@code toString} says unless there is more to say
     */
    default String describe(OffsetOwner connector) {
        return toString();
    }

    /**
     * The location of a connector's offsets, such as a topic or a consumer group, together with the id of its Kafka cluster.
     * Two connectors of one name with the same location have the same offsets.
     *
     * @param connector the connector
     * @return the location in words, if the transport knows it
     */
    default Optional<String> location(OffsetOwner connector) {
        return Optional.empty();
    }

    /**
     * Identifies the Connect cluster, such as by its offset topic together with the id of its Kafka cluster. Two clusters that have
     * an identifier in common are one.
     *
     * @return the identifiers, in words; empty if the transport knows none
     */
    default Set<String> clusterIdentity() {
        return Set.of();
    }

    /**
     * The Kafka cluster in which the offsets are.
     *
     * @return its id, if the transport knows it
     */
    default Optional<String> kafkaClusterId() {
        return Optional.empty();
    }
}
