package io.connectmigrator.migration.internal.work;

import io.connectmigrator.internal.Scheduler;
import java.time.Duration;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks on the executor of the caller, and on threads of the migrator's own whatever that executor does not run: a task
 * that it rejects, drops, forgets when it is shut down, or would run on the thread that submits it. A connector must not be left
 * between two clusters, and neither the caller's thread nor the one that keeps time may do the work. Each task runs once.
 * Thread-safe.
 */
final class FallbackExecutor implements Executor {

    private static final Logger log = LoggerFactory.getLogger(FallbackExecutor.class);

    private static final Duration PROBE_AFTER = Duration.ofSeconds(1);

    /** One that has not run a probe by then has dropped it, or is so busy that a connector would be down for long. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Executor lender;
    private final Executor own;
    private final Scheduler scheduler;
    private final Set<Loan> waiting = ConcurrentHashMap.newKeySet();
    private final AtomicLong submitted = new AtomicLong();
    private final AtomicBoolean probed = new AtomicBoolean();
    private final AtomicBoolean told = new AtomicBoolean();

    /**
     * Borrows from an executor.
     *
     * @param own runs what the lender does not
     */
    FallbackExecutor(Executor lender, Executor own, Scheduler scheduler) {
        this.lender = lender;
        this.own = own;
        this.scheduler = scheduler;
    }

    @Override
    public void execute(Runnable task) {
        Loan loan = new Loan(task, submitted.incrementAndGet());
        waiting.add(loan);
        try {
            submit(loan);
        } catch (Throwable e) {
            tell(e);
            runOnOwn(loan);
        }
        probeLater();
    }

    /** Once is enough: an executor that is shut down takes none of the tasks that follow. */
    private void tell(Throwable e) {
        if (told.compareAndSet(false, true)) {
            log.warn(
                    "the executor has not taken a task; what it does not run goes on in threads of the migrator's own: {}",
                    e.toString());
        }
    }

    /** The executor's own policy may be to run a rejected task here and now. */
    private void submit(Loan loan) {
        loan.submitter = Thread.currentThread();
        try {
            lender.execute(loan);
        } finally {
            loan.submitter = null;
        }
    }

    /** When not even a thread can be made, later there may be one. */
    private void runOnOwn(Loan loan) {
        try {
            own.execute(loan::runOnce);
        } catch (Throwable e) {
            log.warn("no thread can be made; the task is tried again: {}", e.toString());
            scheduler.schedule(PROBE_AFTER, () -> runOnOwn(loan));
        }
    }

    /** An executor that is shut down at once, or drops what it cannot queue, does not say so. */
    private void probeLater() {
        if (!waiting.isEmpty() && probed.compareAndSet(false, true)) {
            scheduler.schedule(PROBE_AFTER, this::probe);
        }
    }

    private void probe() {
        probed.set(false);
        long upTo = submitted.get();
        try {
            lender.execute(() -> takeBack(upTo));
        } catch (Throwable e) {
            tell(e);
            takeBack(upTo);
        }
        scheduler.schedule(PATIENCE, () -> takeBack(upTo));
        probeLater();
    }

    /** What was submitted before a probe that has run by now, and has not run itself, was dropped. It runs in the order of submission. */
    private void takeBack(long upTo) {
        waiting.stream()
                .filter(loan -> loan.number <= upTo && loan.takenBack.compareAndSet(false, true))
                .sorted(Comparator.comparingLong(loan -> loan.number))
                .forEach(this::runOnOwn);
    }

    /** A task that runs once, on whichever thread comes first. */
    private final class Loan implements Runnable {

        private final Runnable task;
        private final long number;
        private final AtomicBoolean takenBack = new AtomicBoolean();
        private final AtomicBoolean begun = new AtomicBoolean();
        private volatile @Nullable Thread submitter;

        Loan(Runnable task, long number) {
            this.task = task;
            this.number = number;
        }

        @Override
        public void run() {
            if (Thread.currentThread() == submitter) {
                runOnOwn(this);
            } else {
                runOnce();
            }
        }

        void runOnce() {
            if (begun.compareAndSet(false, true)) {
                waiting.remove(this);
                task.run();
            }
        }
    }
}
