package io.connectmigrator.migration;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Interrupts the thread that set it when its time has come, unless it was turned off before. */
final class Alarm {

    private final Thread sleeper = Thread.currentThread();
    private boolean rung;
    private boolean off;

    private Alarm() {}

    static Alarm in(Duration time) {
        Alarm alarm = new Alarm();
        CompletableFuture.delayedExecutor(time.toNanos(), TimeUnit.NANOSECONDS).execute(alarm::ring);
        return alarm;
    }

    private synchronized void ring() {
        if (!off) {
            rung = true;
            sleeper.interrupt();
        }
    }

    synchronized boolean hasRung() {
        return rung;
    }

    /** From now on it does not interrupt; an interrupt of its own that has come is taken away. */
    synchronized void turnOff() {
        off = true;
        if (rung) {
            Thread.interrupted();
        }
    }
}
