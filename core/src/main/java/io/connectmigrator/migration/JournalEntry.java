package io.connectmigrator.migration;

import static java.util.Objects.requireNonNull;

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

    /** {@return whether another entry has the same text, or its JSON, which a store may have written in its own way} */
    boolean saysTheSameAs(@Nullable JournalEntry other) {
        return other != null
                && id.equals(other.id)
                && (text.equals(other.text) || JournalFormat.isSameJson(text, other.text));
    }

    /** {@return the id, and whether the entry is open} */
    @Override
    public String toString() {
        return id + (open ? " (open)" : " (closed)");
    }
}
