package io.connectmigrator.lab.sim;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A stack of its own for a process that runs beside another one. Only one of the two threads runs at any moment: the one that
 * resumes waits until the other one blocks or has ended.
 */
final class Coroutine {

    private static final ExecutorService THREADS = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "simulated-process");
        thread.setDaemon(true);
        return thread;
    });

    private final VirtualTime time;
    private final Semaphore resumed = new Semaphore(0);
    private final Semaphore yielded = new Semaphore(0);
    private boolean blocked;
    private @Nullable Runnable task;
    private @Nullable Throwable failure;

    Coroutine(VirtualTime time) {
        this.time = time;
    }

    /** Runs a task on the stack of this coroutine, on top of what is blocked there, until it blocks or ends. */
    void resume(Runnable next) {
        task = next;
        if (blocked) {
            resumed.release();
        } else {
            THREADS.execute(this::runFirst);
        }
        yielded.acquireUninterruptibly();
        Throwable thrown = failure;
        if (thrown != null) {
            failure = null;
            throw new IllegalStateException("a simulated process has failed", thrown);
        }
    }

    private void runFirst() {
        try {
            runTask();
        } catch (Throwable e) {
            failure = e;
        } finally {
            Thread.interrupted();
            yielded.release();
        }
    }

    private void runTask() {
        Runnable next = task;
        task = null;
        if (next != null) {
            next.run();
        }
    }

    /** Blocks until a condition holds or the limit has passed. The condition is looked at whenever the coroutine is resumed. */
    boolean await(BooleanSupplier condition, long limit) {
        var alarm = limit == VirtualTime.NEVER ? null : time.at(limit, this, () -> {});
        while (!condition.getAsBoolean() && time.now() < limit) {
            blocked = true;
            yielded.release();
            resumed.acquireUninterruptibly();
            blocked = false;
            runTask();
        }
        if (alarm != null) {
            alarm.cancel();
        }
        return condition.getAsBoolean();
    }
}
