package io.connectmigrator.journal;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.internal.Json;
import io.connectmigrator.internal.JsonObject;
import io.connectmigrator.internal.MalformedJsonException;

/**
 * The state of the migration of one connector, as a {@link Journal} stores it.
 *
 * @param id such as the name of the source cluster and of the connector there, percent-encoded, with a slash between them; others have
 *     a third part after another slash. It has only ASCII letters, digits and {@code . - _ % /}
 * @param text the state as JSON on one line, with a field {@code open} at its top level. It holds offsets and the caller's attributes, and neither configs nor credentials; a
 *     connector with many partitions can need megabytes
 */
public record JournalEntry(String id, String text) {

    /**
     * Checks that every part is there.
     *
     * @param id the id
     * @param text the state as JSON
     */
    public JournalEntry {
        requireNonNull(id, "id");
        requireNonNull(text, "text");
    }

    /**
     * {@return whether the migration has not ended: a connector that has moved is open until it is confirmed or rolled back} Parses
     * the text; one that cannot be parsed is open. A store can keep the answer beside the text, to select open entries by it.
     */
    public boolean open() {
        try {
            JsonObject json = Json.parseObject(text);
            return !json.has("open") || json.bool("open");
        } catch (MalformedJsonException e) {
            return true;
        }
    }

    /** {@return the id, and whether the entry is open} */
    @Override
    public String toString() {
        return id + (open() ? " (open)" : " (closed)");
    }
}
