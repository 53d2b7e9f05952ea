package io.connectmigrator.migration;

/**
 * Tells the caller's own records that a connector now lives on the target. It is called once the target's offsets are
 * written and verified, while neither copy runs, so it should be quick; the connector is down until it returns.
 *
 * <p>It may be called again for the same connector, so a second call must find that there is nothing left to do.
 */
@FunctionalInterface
public interface CutoverHook {

    /**
     * Switches the caller's records from the source to the target. Whatever it throws undoes the migration.
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
     * @param connector the connector's name on the source
     * @param target its name on the target
     * @throws Exception if the records could not be switched back
     */
    default void takeBack(String connector, String target) throws Exception {}
}
