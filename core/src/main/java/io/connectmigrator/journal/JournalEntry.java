package io.connectmigrator.journal;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.internal.Json;
import io.connectmigrator.internal.JsonObject;
import io.connectmigrator.internal.MalformedJsonException;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Journal} keeps of one connector's migration.
 *
 * @param id which migration it is: the name of the source cluster and that of the connector there, percent-encoded, with
 *     a slash between them. Only ASCII letters, digits and {@code . - _ % /} occur
 * @param open whether there is something left to do, if only to confirm
 * @param text what has been reached, as JSON in one line. It holds offsets and the caller's labels, and neither configs nor
 *     credentials; a connector with many partitions can need megabytes
 */
public record JournalEntry(String id, boolean open, String text) {

    /**
     * Checks that every part is there.
     *
     * @param id which migration it is
     * @param open whether there is something left to do
     * @param text what has been reached
     */
    public JournalEntry {
        requireNonNull(id, "id");
        requireNonNull(text, "text");
    }

    /**
     * {@return the entry of a text, which says itself whether it is open} A text that cannot be read may be that of an open one.
     *
     * @param id which migration it is
     * @param text what has been reached
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
     * {@return whether another entry has the same text, or the same JSON, which a store may have written with other spaces or another
     * order of fields}
     *
     * @param other the other entry; null is not the same
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
