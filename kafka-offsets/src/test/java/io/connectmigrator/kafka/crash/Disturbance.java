package io.connectmigrator.kafka.crash;

/** How the call of a trial is cut short at the chosen point, and made once more. */
@FunctionalInterface
interface Disturbance {

    /** Calls until the goal is reached, or throws. */
    void run(Attempt attempt) throws Exception;
}
