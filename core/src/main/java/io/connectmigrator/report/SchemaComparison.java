package io.connectmigrator.report;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What a check found about the schemas behind one converter of a connector. Holds no schema and no credential.
 *
 * @param converter the key that names the converter, such as {@code value.converter}
 * @param source the registry that it asks on the source
 * @param target the registry that it asks on the target
 * @param relation whether these are one registry
 * @param subjects how many subjects were compared
 * @param ids how many ids were compared
 * @param sampled how many records were sampled
 * @param missing how many of the ids the target's registry lacks
 * @param conflicting how many of the ids are another schema there
 * @param notes what could not be checked, and what the registries do not tell
 */
public record SchemaComparison(
        String converter,
        String source,
        String target,
        Relation relation,
        int subjects,
        int ids,
        int sampled,
        int missing,
        int conflicting,
        List<String> notes) {

    /** Whether source and target ask one registry. */
    public enum Relation {
        /** They ask the same registry, so that every id is the same schema. */
        SAME,
        /** They ask two registries, or two contexts of one. */
        OTHER,
        /** It is not known. */
        UNKNOWN
    }

    /**
     * Copies the list.
     *
     * @param converter the key that names the converter
     * @param source the registry of the source
     * @param target the registry of the target
     * @param relation whether these are one registry
     * @param subjects how many subjects were compared
     * @param ids how many ids were compared
     * @param sampled how many records were sampled
     * @param missing how many ids are missing
     * @param conflicting how many ids are another schema
     * @param notes what could not be checked
     */
    public SchemaComparison {
        requireNonNull(converter, "converter");
        requireNonNull(source, "source");
        requireNonNull(target, "target");
        requireNonNull(relation, "relation");
        notes = List.copyOf(notes);
    }
}
