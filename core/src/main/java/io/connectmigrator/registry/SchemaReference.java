package io.connectmigrator.registry;

import static java.util.Objects.requireNonNull;

/**
 * A reference of one schema to another.
 *
 * @param name the name by which the schema refers to it
 * @param subject the subject of the other schema
 * @param version its version
 */
public record SchemaReference(String name, String subject, int version) {

    /**
     * Checks that every part is there.
     *
     * @param name the name by which the schema refers to it
     * @param subject the subject of the other schema
     * @param version its version
     */
    public SchemaReference {
        requireNonNull(name, "name");
        requireNonNull(subject, "subject");
    }
}
