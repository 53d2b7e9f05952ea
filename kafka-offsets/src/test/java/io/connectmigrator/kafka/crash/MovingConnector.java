package io.connectmigrator.kafka.crash;

import io.connectmigrator.lab.SequenceTally;
import java.util.List;

/** A connector, or several, that work without a pause, and what shows whether anything was left out or repeated. */
interface MovingConnector extends AutoCloseable {

    /** {@return the names on the source} */
    List<String> names();

    /** {@return the names on the target} */
    List<String> renamed();

    /** Creates them on the source, and waits until they have committed offsets and gone on from there. */
    void start() throws Exception;

    /** Waits until more records are handled than there are by now. */
    void awaitMoreRecords() throws Exception;

    /** {@return what is handled by now} */
    SequenceTally tally();

    /** Deletes them on both clusters, and their topic. */
    @Override
    void close();
}
