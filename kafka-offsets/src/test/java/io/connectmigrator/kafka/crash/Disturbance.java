package io.connectmigrator.kafka.crash;

/** How the call of an attempt is disturbed at the chosen point, and repeated. */
@FunctionalInterface
interface Disturbance {

    /** Calls until the call succeeds, or throws. */
    void run(Attempt attempt) throws Exception;
}
