package io.connectmigrator.offset;

/**
 * A way to list, alter and reset the offsets of the connectors of one Connect cluster: over the cluster's REST API, or
 * in the topic where the cluster keeps them.
 *
 * <p>Implementations are thread-safe. What an operation could not do it throws, as an unchecked exception that says what
 * was tried and what the state is now; none of them ever answers «no offsets» because it could not read them.
 */
public interface OffsetTransport {

    /**
     * Lists the offsets of a connector, source or sink, in any state.
     *
     * @param connector the connector's name
     * @return all its offsets as they are committed now; offsets that the transport finds but cannot read are in it with
     *     a null offset
     */
    OffsetSnapshot listOffsets(String connector);

    /**
     * Writes offsets of a stopped connector. Partitions that are not in {@code offsets} stay as they are. Writing the
     * same again changes nothing. When it fails, some of the offsets may have been written.
     *
     * @param connector the connector's name
     * @param offsets what to write; none of them null, since that would delete
     * @throws IllegalArgumentException if there is a null offset among them; nothing has been written
     */
    void alterOffsets(String connector, OffsetSnapshot offsets);

    /**
     * Deletes all offsets of a stopped connector. A second call changes nothing.
     *
     * @param connector the connector's name
     */
    void resetOffsets(String connector);
}
