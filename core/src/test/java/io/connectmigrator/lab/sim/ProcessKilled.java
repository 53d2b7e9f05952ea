package io.connectmigrator.lab.sim;

/** Ends all code of a process that was killed: whatever it asks for from then on is not done. */
public final class ProcessKilled extends Error {

    private static final long serialVersionUID = 1L;

    ProcessKilled(String process) {
        super(process + " was killed", null, false, false);
    }
}
