package io.connectmigrator.lab;

import java.nio.file.Path;

/** A process of the laboratory that can be stopped, killed and started again on the same port with the same data. */
public sealed interface Server permits Broker, ConnectWorker {

    /** {@return the name it has in the laboratory, which is also that of its log} */
    String name();

    /** Starts it again, and returns when it serves. Does nothing when it runs. */
    void start();

    /** Asks it to end in good order, as SIGTERM does, and waits until it has; one that does not end within 60 seconds is killed. */
    void stop();

    /** Ends it at once (SIGKILL), as a crash does. */
    void kill();

    /** {@return whether its process runs} */
    boolean isAlive();

    /** {@return the file that holds all it ever wrote, over all its starts} */
    Path log();
}
