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
 * <p>Three methods make a transport; the others have defaults for one that knows no more than these.
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
     * @return whether the connector itself took part
     * @throws IllegalArgumentException if there is a null offset among them; nothing has been written
     */
    Participation alterOffsets(OffsetOwner connector, OffsetSnapshot offsets);

    /**
     * Deletes all offsets of a connector that is stopped or does not exist. A second call changes nothing. Of the consumer group
     * of a sink, these are the offsets that are {@linkplain OffsetOwner#ownAmong its own}.
     *
     * @param connector the connector
     * @return whether the connector itself took part
     */
    Participation resetOffsets(OffsetOwner connector);

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
     * @return whether the connector itself took part
     */
    default Participation alterOffsets(String connector, OffsetSnapshot offsets) {
        return alterOffsets(OffsetOwner.named(connector), offsets);
    }

    /**
     * Deletes all offsets of a connector of which only the name is known.
     *
     * @param connector the connector's name
     * @return whether the connector itself took part
     */
    default Participation resetOffsets(String connector) {
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
     * Says whose offsets will be asked for, so that one reading can serve all. Reads nothing itself.
     *
     * @param connectors the connectors
     */
    default void expect(Collection<OffsetOwner> connectors) {}

    /**
     * Keeps whatever is left of a connector's tasks from committing offsets, as far as the transport can, once the
     * connector is stopped. A second call changes nothing.
     *
     * @param connector the connector, which is stopped
     * @return what may still commit, in words; empty once nothing can, as far as the transport can tell
     */
    default Optional<String> seal(OffsetOwner connector) {
        return Optional.empty();
    }

    /**
     * How reports call the transport where it carries the offsets of a connector.
     *
     * @param connector the connector
     * @return a name, such as {@code topic connect-offsets}; what {@code toString} says unless there is more to say
     */
    default String nameFor(OffsetOwner connector) {
        return toString();
    }

    /**
     * Where the offsets of a connector are, such as a topic or a consumer group, together with the id of its Kafka cluster.
     * Two connectors of one name whose offsets are at one place have the same offsets.
     *
     * @param connector the connector
     * @return the place in words, if the transport knows it
     */
    default Optional<String> place(OffsetOwner connector) {
        return Optional.empty();
    }

    /**
     * What no two Connect clusters have in common, such as the offset topic together with the id of its Kafka cluster.
     *
     * @return such marks, in words; empty if the transport knows none
     */
    default Set<String> identity() {
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
