package io.connectmigrator.report;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.journal.LockOwner;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A migration of one connector that has begun and is not at its end.
 *
 * @param connector the connector's name on the source
 * @param from the name of the source cluster
 * @param target the connector's name on the target
 * @param to the name of the target cluster
 * @param phase how far it has come
 * @param completed the last step that was complete when the journal was last written, or null if none was
 * @param begun when it began
 * @param saved when the journal was last written
 * @param by the call that wrote it, whose process need not be alive any more
 * @param attributes the caller's labels, in order, as the plan had them when the journal was last written
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
     * Checks that every part is there, and copies the labels.
     *
     * @param connector the connector's name on the source
     * @param from the name of the source cluster
     * @param target the connector's name on the target
     * @param to the name of the target cluster
     * @param phase how far it has come
     * @param completed the last step that was complete, or null
     * @param begun when it began
     * @param saved when the journal was last written
     * @param by the call that wrote it
     * @param attributes the caller's labels
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
