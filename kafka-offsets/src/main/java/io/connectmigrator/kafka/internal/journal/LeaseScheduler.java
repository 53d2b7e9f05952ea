package io.connectmigrator.kafka.internal.journal;

import java.time.Duration;

/** The clock of leases and the threads that they run in. Tests use one whose time passes only when something waits for it. */
interface LeaseScheduler {

    /** {@return a reading of the clock, as of {@link System#nanoTime()}: only differences mean something} */
    long nanoTime();

    /** Lets the current thread sleep. */
    void sleep(Duration pause) throws InterruptedException;

    /** {@return an executor for one lease} */
    LeaseExecutor newExecutor();

    /** {@return the clock of the machine, and a daemon thread for each lease} */
    static LeaseScheduler system() {
        return new LeaseScheduler() {

            @Override
            public long nanoTime() {
                return System.nanoTime();
            }

            @Override
            public void sleep(Duration pause) throws InterruptedException {
                Thread.sleep(pause.toMillis());
            }

            @Override
            public LeaseExecutor newExecutor() {
                return new LeaseThread();
            }
        };
    }
}
