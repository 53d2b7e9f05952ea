package io.connectmigrator.journal;

import static java.util.Objects.requireNonNull;

/**
 * An entry as it is stored in a {@link Journal}.
 *
 * @param entry the entry
 * @param version what {@link Journal#save} is given to replace exactly this entry. Only the journal knows what it means, such as
 *     a counter, an ETag or an offset
 */
public record VersionedEntry(JournalEntry entry, String version) {

    /**
     * Checks that both parts are there.
     *
     * @param entry the entry
     * @param version its version
     */
    public VersionedEntry {
        requireNonNull(entry, "entry");
        requireNonNull(version, "version");
    }
}
