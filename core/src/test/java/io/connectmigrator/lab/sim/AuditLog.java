package io.connectmigrator.lab.sim;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The changes in the clusters, with their times and authors. */
public final class AuditLog {

    private final VirtualTime time;
    private final List<Change> changes = new ArrayList<>();

    AuditLog(VirtualTime time) {
        this.time = time;
    }

    /** The kinds of changes. */
    public enum Kind {
        /** A connector was created. */
        CREATED,
        /** A connector was deleted. */
        DELETED,
        /** A connector got another config. */
        CONFIG_CHANGED,
        /** A connector is to run, to pause or to be stopped. */
        TARGET_STATE_CHANGED,
        /** Offsets were written, not by a task. */
        OFFSETS_ALTERED,
        /** Offsets were deleted. */
        OFFSETS_RESET,
        /** A connector or task was restarted. */
        RESTARTED
    }

    /**
     * One change.
     *
     * @param at when, in nanoseconds
     * @param author the process or operator that made the change, or the cluster itself
     * @param before the value before, or null
     * @param after the value after, or null
     */
    public record Change(
            long at,
            String author,
            String cluster,
            String connector,
            Kind kind,
            @Nullable String before,
            @Nullable String after) {}

    void add(
            String author,
            String cluster,
            String connector,
            Kind kind,
            @Nullable Object before,
            @Nullable Object after) {
        Change change = new Change(
                time.now(),
                author,
                cluster,
                connector,
                kind,
                before == null ? null : before.toString(),
                after == null ? null : after.toString());
        time.history().note("change", change);
        changes.add(change);
    }

    /** {@return all changes so far} */
    public List<Change> changes() {
        return Collections.unmodifiableList(changes);
    }
}
