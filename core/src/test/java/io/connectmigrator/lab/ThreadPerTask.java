package io.connectmigrator.lab;

import java.util.concurrent.Executor;

/**
 * Runs each task on a thread of its own. The common pool has as many threads as there are processors: tasks of tests that block there keep
 * those of other classes from being begun.
 */
public final class ThreadPerTask implements Executor {

    @Override
    public void execute(Runnable task) {
        Thread thread = new Thread(task, "task of a test");
        thread.setDaemon(true);
        thread.start();
    }
}
