package io.connectmigrator.kafka.crash;

import io.connectmigrator.lab.SequenceTally;

/** A connector with two tasks that works without a pause, and what shows whether it left out or repeated anything. */
interface MovingConnector extends AutoCloseable {

    /** {@return its name on the source} */
    String name();

    /** {@return its name on the target} */
    String renamed();

    /** Creates it on the source, and waits until it has committed offsets and gone on from there. */
    void start() throws Exception;

    /** Waits until it has handled more records than it has by now. */
    void awaitMoreRecords() throws Exception;

    /** {@return what it has handled by now} */
    SequenceTally tally();

    /** Deletes it on both clusters, and its topic. */
    @Override
    void close();
}
