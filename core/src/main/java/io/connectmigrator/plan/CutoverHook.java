package io.connectmigrator.plan;

import static java.util.Objects.requireNonNull;

/**
 * Tells the caller's own records where a connector lives: on the target once it is cut over, and on the source again if it goes back.
 * {@link #cutOver} is called once the target's offsets are written and verified, while neither copy runs, so it should be quick; the
 * connector is down until it returns.
 *
 * <p>A lambda is only {@link #cutOver}. It inherits a {@link #takeBack} that does nothing, so records that it has switched still say
 * «target» after an undo or a rollback. Give both, as two lambdas or as a class:
 *
 * <pre>{@code
 * .onCutover(moved -> records.point(moved.connector(), moved.to()),
 *         takenBack -> records.point(takenBack.connector(), takenBack.from()))
 * }</pre>
 *
 * <p>Each method may be called again for the same connector, so a second call must find that there is nothing left to do;
 * {@link Cutover#isRepeat} tells when it may be one. Called on threads of the migrator or its executor, for several connectors at once.
 * A hook may block, and may call its own services and the REST API of either cluster. It must not change the connector that moves, and
 * must not wait for the run that calls it.
 */
@FunctionalInterface
public interface CutoverHook {

    /**
     * Switches the caller's records from the source to the target. Whatever it throws, an error included, undoes the migration, and
     * {@link #takeBack} is called. Its thread is interrupted when the run is cancelled, or the step or the downtime budget has used up
     * its time.
     *
     * @param cutover which connector moves from where to where
     * @throws Exception if the records could not be switched
     */
    void cutOver(Cutover cutover) throws Exception;

    /**
     * Switches the caller's records back to the source: the migration is undone or rolled back after
     * {@link #cutOver} was called. Does nothing by default.
     *
     * <p>When a migration is undone, the source is asked to run again before this is called, since it is what is down. If this
     * throws, it is called again, until the step's time is over; the source runs meanwhile.
     *
     * @param cutover which connector goes back; the same as {@link #cutOver} was told, so the connector goes back to
     *     {@link Cutover#from}
     * @throws Exception if the records could not be switched back
     */
    default void takeBack(Cutover cutover) throws Exception {}

    /**
     * {@return a hook of two functions}
     *
     * @param moved switches the caller's records to the target
     * @param takenBack switches them back to the source
     */
    static CutoverHook of(Action moved, Action takenBack) {
        requireNonNull(moved, "moved");
        requireNonNull(takenBack, "takenBack");
        return new CutoverHook() {
            @Override
            public void cutOver(Cutover cutover) throws Exception {
                moved.run(cutover);
            }

            @Override
            public void takeBack(Cutover cutover) throws Exception {
                takenBack.run(cutover);
            }
        };
    }

    /** One half of a hook. */
    @FunctionalInterface
    interface Action {

        /**
         * Switches the caller's records.
         *
         * @param cutover which connector it is about
         * @throws Exception if they could not be switched
         */
        void run(Cutover cutover) throws Exception;
    }

    /** The first half of a hook that needs only the connector's two names. */
    @FunctionalInterface
    interface OfNames {

        /**
         * Switches the caller's records from the source to the target, as {@link CutoverHook#cutOver} does.
         *
         * @param connector the connector's name on the source
         * @param target its name on the target, which is not the name of the target cluster
         * @throws Exception if the records could not be switched
         */
        void cutOver(String connector, String target) throws Exception;
    }
}
