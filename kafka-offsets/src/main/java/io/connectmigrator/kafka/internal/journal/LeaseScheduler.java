package io.connectmigrator.kafka.internal.journal;

import io.connectmigrator.kafka.internal.client.KafkaTime;

/** The clock of leases and the threads that they run in. Tests use one whose time passes only when something waits for it. */
interface LeaseScheduler {

    /** {@return the clock} */
    KafkaTime time();

    /** {@return an executor for one lease} */
    LeaseExecutor newExecutor();

    /** {@return the clock of the machine, and a daemon thread for each lease} */
    static LeaseScheduler system() {
        KafkaTime time = KafkaTime.system();
        return new LeaseScheduler() {

            @Override
            public KafkaTime time() {
                return time;
            }

            @Override
            public LeaseExecutor newExecutor() {
                return new LeaseThread(time);
            }
        };
    }
}
