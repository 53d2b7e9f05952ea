package io.connectmigrator.kafka.internal.client;

import java.time.Duration;

/** The clock of this module. Tests use one whose time passes only when something waits for it. */
public interface KafkaTime {

    /** {@return a reading of the clock, as of {@link System#nanoTime()}: only differences mean something} */
    long nanoTime();

    /** {@return the milliseconds since 1970, for the timestamps of records} */
    long currentTimeMillis();

    /** Lets the current thread sleep. */
    void sleep(Duration pause) throws InterruptedException;

    /** {@return the clock of the machine} */
    static KafkaTime system() {
        return new KafkaTime() {

            @Override
            public long nanoTime() {
                return System.nanoTime();
            }

            @Override
            public long currentTimeMillis() {
                return System.currentTimeMillis();
            }

            @Override
            public void sleep(Duration pause) throws InterruptedException {
                Thread.sleep(pause.toMillis());
            }
        };
    }
}
