package io.connectmigrator.migration.internal.connector;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Recognizes, in the stack trace of a failed task, that a converter could not find or read a schema. */
public final class SchemaFailure {

    /** What to do about a schema that a registry does not have. */
    public static final String COPY =
            "Let a schema exporter with contextType NONE copy the schemas to the registry of the target,"
                    + " or register them there with their ids in mode IMPORT";

    static final String REMEDY = COPY
            + ", and check that the converter asks that registry; no record that it could not read was committed, so that a"
            + " rollback is safe";

    /** From the most to the least telling. */
    private static final List<String> MARKS =
            List.of("40403", "Unknown magic byte", "Error retrieving", "Failed to deserialize");

    private SchemaFailure() {}

    /** {@return the line of a trace that says so, if one does} */
    static Optional<String> in(@Nullable String trace) {
        if (trace == null) {
            return Optional.empty();
        }
        return MARKS.stream()
                .flatMap(mark ->
                        trace.lines().filter(line -> line.contains(mark)).limit(1))
                .findFirst()
                .map(String::strip);
    }
}
