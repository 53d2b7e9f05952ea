package io.connectmigrator.migration;

import io.connectmigrator.internal.Json;
import io.connectmigrator.internal.JsonObject;
import io.connectmigrator.internal.MalformedJsonException;

/** The text of a journal's entries. */
final class JournalFormat {

    private JournalFormat() {}

    /** {@return whether there is something left to do, as there may be if the text cannot be read} */
    static boolean isOpen(String text) {
        try {
            JsonObject json = Json.parseObject(text);
            return !json.has("open") || json.bool("open");
        } catch (MalformedJsonException e) {
            return true;
        }
    }
}
