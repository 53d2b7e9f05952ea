package io.connectmigrator.migration;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Threads of an executor that is somebody else's. If that is shut down, what it has taken and not begun is done in threads of
 * our own: a connector must not be left between two clusters. Thread-safe.
 */
final class BorrowedThreads implements Executor {

    private static final Logger log = LoggerFactory.getLogger(BorrowedThreads.class);

    private static final long LOOK_AFTER_MILLIS = 1_000;

    private final Executor lender;
    private final Set<Loan> taken = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean watched = new AtomicBoolean();

    BorrowedThreads(Executor lender) {
        this.lender = lender;
    }

    @Override
    public void execute(Runnable task) {
        Loan loan = new Loan(task);
        taken.add(loan);
        offer(loan);
    }

    private void offer(Runnable task) {
        try {
            lender.execute(task);
            watch();
        } catch (RejectedExecutionException e) {
            takeBack(e);
        }
    }

    /** An executor that is shut down at once forgets what it has taken, and tells nobody. */
    private void watch() {
        if (!taken.isEmpty() && watched.compareAndSet(false, true)) {
            CompletableFuture.delayedExecutor(LOOK_AFTER_MILLIS, TimeUnit.MILLISECONDS, Runnable::run)
                    .execute(this::look);
        }
    }

    private void look() {
        watched.set(false);
        if (!taken.isEmpty()) {
            offer(() -> {});
        }
    }

    private void takeBack(RejectedExecutionException why) {
        log.warn("the executor takes no more work; what was begun goes on in threads of its own", why);
        taken.forEach(loan -> new Thread(loan, "connect-migrator-rejected").start());
    }

    /** A task that is done once, by whoever comes first. */
    private final class Loan implements Runnable {

        private final Runnable task;
        private final AtomicBoolean begun = new AtomicBoolean();

        Loan(Runnable task) {
            this.task = task;
        }

        @Override
        public void run() {
            if (begun.compareAndSet(false, true)) {
                taken.remove(this);
                task.run();
            }
        }
    }
}
