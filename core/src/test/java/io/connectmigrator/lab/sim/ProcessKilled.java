package io.connectmigrator.lab.sim;

/** Thrown by every call of a process that was killed, so that all of its code ends. */
public final class ProcessKilled extends Error {

    private static final long serialVersionUID = 1L;

    ProcessKilled(String process) {
        super(process + " was killed", null, false, false);
    }
}
