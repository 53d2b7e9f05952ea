package io.connectmigrator.registry;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.internal.Sha256;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a schema is, whatever its id. Immutable.
 *
 * @param type {@code AVRO}, {@code JSON} or {@code PROTOBUF}
 * @param text the schema itself, which may be confidential
 * @param references the schemas that it refers to
 * @param guid its GUID, the same in every registry that has the same schema; null if the registry does not answer it, as all before
 *     Confluent 8.0
 * @param properties its metadata and rules as JSON, empty if it has none
 */
public record SchemaDefinition(
        String type,
        String text,
        List<SchemaReference> references,
        @Nullable String guid,
        String properties) {

    private static final int HASH = 12;

    /**
     * Copies the list.
     *
     * @param type the type
     * @param text the schema itself
     * @param references the schemas that it refers to
     * @param guid its GUID, or null
     * @param properties its metadata and rules as JSON, or empty
     */
    public SchemaDefinition {
        requireNonNull(type, "type");
        requireNonNull(text, "text");
        references = List.copyOf(references);
        requireNonNull(properties, "properties");
    }

    /**
     * {@return whether two registries mean the same schema} So they do if their GUIDs are equal. Otherwise type, references, metadata,
     * rules and the canonical text have to be equal: white space and the order of fields of JSON do not count.
     *
     * @param other the schema of another registry
     */
    public boolean isSameAs(SchemaDefinition other) {
        if (guid != null && guid.equals(other.guid)) {
            return true;
        }
        return type.equals(other.type)
                && references.equals(other.references)
                && properties.equals(other.properties)
                && canonical().equals(other.canonical());
    }

    private String canonical() {
        return CanonicalSchema.of(type, text);
    }

    /** {@return the beginning of the SHA-256 of the canonical text, which may be shown where the text may not} */
    public String hash() {
        return Sha256.hex(type + "\n" + canonical() + "\n" + references + "\n" + properties)
                .substring(0, HASH);
    }

    /** {@return type and hash; never the text} */
    @Override
    public String toString() {
        return type + " " + hash();
    }
}
