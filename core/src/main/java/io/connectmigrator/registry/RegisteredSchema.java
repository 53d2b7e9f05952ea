package io.connectmigrator.registry;

import static java.util.Objects.requireNonNull;

/**
 * A version of a subject.
 *
 * @param subject the subject
 * @param version its version
 * @param id its id, which means something in this registry only
 * @param schema the schema
 */
public record RegisteredSchema(String subject, int version, long id, SchemaDefinition schema) {

    /**
     * Checks that every part is there.
     *
     * @param subject the subject
     * @param version its version
     * @param id its id
     * @param schema the schema
     */
    public RegisteredSchema {
        requireNonNull(subject, "subject");
        requireNonNull(schema, "schema");
    }

    /** {@return subject and version, such as {@code orders-value v3}} */
    public String name() {
        return subject + " v" + version;
    }
}
