package io.connectmigrator.migration.internal.run;

import io.connectmigrator.journal.Journal;
import io.connectmigrator.journal.JournalException;

/** Whether a watch may change the connector that it looks at. */
interface WatchGuard {

    /** {@return whether no other call has ended the migration or begun to} */
    boolean isStillMoved();

    /** Changes the connector, unless another call is at work on it or may be. {@return whether it was changed} */
    boolean perform(Runnable change);

    /** {@return the guard of a call that keeps others away from the connector all the time} */
    static WatchGuard holding(Journal.Claim claim) {
        return new WatchGuard() {
            @Override
            public boolean isStillMoved() {
                return true;
            }

            @Override
            public boolean perform(Runnable change) {
                try {
                    claim.requireHeld();
                } catch (JournalException e) {
                    return false;
                }
                change.run();
                return true;
            }
        };
    }
}
