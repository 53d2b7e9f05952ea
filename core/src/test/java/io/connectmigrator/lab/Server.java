package io.connectmigrator.lab;

import java.nio.file.Path;
import java.util.List;

/**
 * A process of the laboratory that can be stopped, killed and started again on the same port with the same data. Safe for use
 * by several threads.
 */
public abstract sealed class Server permits Broker, ConnectWorker, MirrorMaker {

    private final String name;
    private final LabDirectory labDirectory;
    private final ChildJvm jvm;
    private boolean served;

    Server(String name, LabDirectory labDirectory, ChildJvm jvm) {
        this.name = name;
        this.labDirectory = labDirectory;
        this.jvm = jvm;
    }

    /** {@return the name it has in the laboratory, which is also that of its log} */
    public final String name() {
        return name;
    }

    /** Starts it again, and returns when it serves. Does nothing when it runs. */
    public final synchronized void start() {
        launchIfDown();
        awaitReady();
    }

    /** Asks it to end in good order, as SIGTERM does, and waits until it has; one that does not end within 60 seconds is killed. */
    public final void stop() {
        jvm.stop();
    }

    /** Ends it at once (SIGKILL), as a crash does. */
    public final void kill() {
        jvm.kill();
    }

    /** Starts it again without waiting until it serves. Does nothing when it runs. */
    public final void launchAgain() {
        launchIfDown();
    }

    /** Lets its process do nothing (SIGSTOP) until it is {@linkplain #wake woken}; its connections stay open. */
    public final void suspend() {
        jvm.signal("STOP");
    }

    /** Lets its suspended process go on (SIGCONT). */
    public final void wake() {
        jvm.signal("CONT");
    }

    /** {@return whether its process runs} */
    public final boolean isAlive() {
        return jvm.isAlive();
    }

    /** {@return the file that holds all it ever wrote, over all its starts} */
    public final Path log() {
        return labDirectory.log(name);
    }

    /** {@return the main class and its arguments; what they need in files has been written} */
    abstract List<String> command(LabDirectory labDirectory);

    /** {@return whether it does what it is there for} */
    abstract boolean serves();

    abstract void takeFreePorts();

    final void launch() {
        jvm.launch(command(labDirectory));
    }

    final synchronized void launchIfDown() {
        if (!jvm.isAlive()) {
            launch();
        }
    }

    final synchronized void awaitReady() {
        jvm.awaitReady(this::serves, this::moveToFreePorts);
        served = true;
    }

    /** Waits for its first start only: a server that a test has stopped stays so. */
    final synchronized void awaitFirstStart() {
        if (!served) {
            awaitReady();
        }
    }

    /** {@return whether it has written that text since its last start} */
    final boolean says(String text) {
        return jvm.said().contains(text);
    }

    final void killWithoutWaiting() {
        jvm.killWithoutWaiting();
    }

    private void moveToFreePorts() {
        if (served) {
            throw new LaboratoryException("the port of " + name + " was taken while it was down");
        }
        takeFreePorts();
        launch();
    }
}
