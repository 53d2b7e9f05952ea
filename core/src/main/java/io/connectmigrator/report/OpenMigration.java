package io.connectmigrator.report;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.journal.LockOwner;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A migration of one connector that has begun and has not ended.
 *
 * @param connector the connector's name on the source
 * @param from the name of the source cluster
 * @param target the connector's name on the target
 * @param to the name of the target cluster
 * @param phase how far it has come
 * @param completed the last step that had ended when the journal was last written, or null if none had
 * @param begun when it began
 * @param saved when the journal was last written
 * @param by the call that wrote it, whose process may have ended
 * @param attributes its attributes in the plan when the journal was last written, in order
 */
public record OpenMigration(
        String connector,
        String from,
        String target,
        String to,
        MigrationPhase phase,
        @Nullable MigrationStep completed,
        Instant begun,
        Instant saved,
        LockOwner by,
        Map<String, String> attributes) {

    /**
     * Checks that every part is there, and copies the attributes.
     *
     * @param connector the connector's name on the source
     * @param from the name of the source cluster
     * @param target the connector's name on the target
     * @param to the name of the target cluster
     * @param phase how far it has come
     * @param completed the last step that had ended, or null
     * @param begun when it began
     * @param saved when the journal was last written
     * @param by the call that wrote it
     * @param attributes its attributes in the plan
     */
    public OpenMigration {
        requireNonNull(connector, "connector");
        requireNonNull(from, "from");
        requireNonNull(target, "target");
        requireNonNull(to, "to");
        requireNonNull(phase, "phase");
        requireNonNull(begun, "begun");
        requireNonNull(saved, "saved");
        requireNonNull(by, "by");
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    }

    /** {@return the migration on one line} */
    @Override
    public String toString() {
        return connector + " (" + from + ") to " + target + " (" + to + "): " + phase
                + (completed == null ? "" : " after " + completed) + ", last seen " + saved + " from " + by.name();
    }
}
