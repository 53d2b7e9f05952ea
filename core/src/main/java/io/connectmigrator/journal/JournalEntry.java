package io.connectmigrator.journal;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.internal.Json;
import io.connectmigrator.internal.JsonObject;
import io.connectmigrator.internal.MalformedJsonException;
import org.jspecify.annotations.Nullable;

/**
 * The state of the migration of one connector, as a {@link Journal} stores it.
 *
 * @param id the name of the source cluster and of the connector there, percent-encoded, with a slash between them. It has only
 *     ASCII letters, digits and {@code . - _ % /}
 * @param open whether the migration has not ended: a connector that has moved is open until it is confirmed or rolled back. The
 *     text says the same, so that a store can select open entries without parsing it
 * @param text the state as JSON on one line. It holds offsets and the caller's labels, and neither configs nor credentials; a
 *     connector with many partitions can need megabytes
 */
public record JournalEntry(String id, boolean open, String text) {

    /**
     * Checks that every part is there.
     *
     * @param id the id
     * @param open whether the migration has not ended
     * @param text the state as JSON
     */
    public JournalEntry {
        requireNonNull(id, "id");
        requireNonNull(text, "text");
    }

    /**
     * {@return the entry with a text, open if the text says so or cannot be parsed}
     *
     * @param id the id
     * @param text the state as JSON
     */
    public static JournalEntry of(String id, String text) {
        return new JournalEntry(id, isOpen(text), text);
    }

    private static boolean isOpen(String text) {
        try {
            JsonObject json = Json.parseObject(text);
            return !json.has("open") || json.bool("open");
        } catch (MalformedJsonException e) {
            return true;
        }
    }

    /**
     * {@return whether another entry has the same id and text, or the same JSON: a store may change white space and the order of
     * fields}
     *
     * @param other the other entry, or null, which is never the same
     */
    public boolean saysTheSameAs(@Nullable JournalEntry other) {
        return other != null && id.equals(other.id) && (text.equals(other.text) || isSameJson(text, other.text));
    }

    private static boolean isSameJson(String one, String other) {
        try {
            return Json.parseObject(one).fields().equals(Json.parseObject(other).fields());
        } catch (MalformedJsonException e) {
            return false;
        }
    }

    /** {@return the id, and whether the entry is open} */
    @Override
    public String toString() {
        return id + (open ? " (open)" : " (closed)");
    }
}
