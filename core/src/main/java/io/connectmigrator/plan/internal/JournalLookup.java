package io.connectmigrator.plan.internal;

import java.util.Optional;

/** Looks up in the journal where connectors went that may not be on the source any more. Reads only. */
@FunctionalInterface
public interface JournalLookup {

    /**
     * {@return what was planned for a connector when it was moved last, if it ever was}
     *
     * @param from the name of the source cluster
     * @param connector the connector's name there
     * @throws io.connectmigrator.journal.JournalException if the journal cannot be read
     */
    Optional<PlannedMove> move(String from, String connector);
}
