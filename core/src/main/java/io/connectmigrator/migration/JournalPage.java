package io.connectmigrator.migration;

import java.time.Instant;

/**
 * What a journal's entry says.
 *
 * @param planned what was asked for
 * @param journey how far it has come
 * @param begun when it began
 * @param by who wrote it last
 * @param saved when that was
 */
record JournalPage(PlannedMove planned, Journey journey, Instant begun, Claimant by, Instant saved) {

    JournalEntry entry() {
        return new JournalEntry(planned.id(), journey.isOpen(), JournalFormat.write(this));
    }
}
