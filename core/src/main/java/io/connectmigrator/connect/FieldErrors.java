package io.connectmigrator.connect;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * The errors of a worker about one key of a config.
 *
 * @param field the key
 * @param messages the errors, with every value of the config hidden
 */
public record FieldErrors(String field, List<String> messages) {

    /**
     * Copies the list.
     *
     * @param field the key
     * @param messages the errors, with every value of the config hidden
     */
    public FieldErrors {
        requireNonNull(field, "field");
        messages = List.copyOf(messages);
    }

    @Override
    public String toString() {
        return field + ": " + String.join("; ", messages);
    }
}
