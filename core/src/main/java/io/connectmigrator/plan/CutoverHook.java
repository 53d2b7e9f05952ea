package io.connectmigrator.plan;

/**
 * Tells the caller's own records that a connector now lives on the target. It is called once the target's offsets are
 * written and verified, while neither copy runs, so it should be quick; the connector is down until it returns.
 *
 * <p>It may be called again for the same connector, so a second call must find that there is nothing left to do.
 */
@FunctionalInterface
public interface CutoverHook {

    /**
     * Switches the caller's records from the source to the target. Whatever it throws, an error included, undoes the migration. Its
     * thread is interrupted when the run is cancelled, or the step or the downtime budget has used up its time.
     *
     * @param connector the connector's name on the source
     * @param target its name on the target
     * @throws Exception if the records could not be switched
     */
    void cutOver(String connector, String target) throws Exception;

    /**
     * Switches the caller's records back to the source: the migration is undone or rolled back after
     * {@link #cutOver} was called. Does nothing by default.
     *
     * <p>When a migration is undone, the source is asked to run again before this is called, since it is what is down. If this
     * throws, it is called again, until the step's time is over; the source runs meanwhile.
     *
     * @param connector the connector's name on the source
     * @param target its name on the target
     * @throws Exception if the records could not be switched back
     */
    default void takeBack(String connector, String target) throws Exception {}
}
